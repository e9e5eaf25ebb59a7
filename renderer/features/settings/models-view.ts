import type { ModelSummary } from '#core/contract/index.ts';
import { formatBytes, formatCount } from '#renderer/ui/format.ts';
import { languageNames } from '../models/languages.ts';

/** A row of the table of models; a fact that is not known is a dash. */
export interface ModelRow {
  id: string;
  name: string;
  kind: string;
  languages: string;
  dimensions: string;
  maxTokens: string;
  weights: string;
  size: string;
  licence: string;
  usedBy: string;
  /** What is wrong with it, and what to do; null where nothing is. */
  damage: string | null;
  /** Why it cannot be removed; null where it can. */
  keeps: string | null;
}

const UNKNOWN = '–';
const KINDS = { transformer: 'transformer', static: 'token vectors' } as const;

export function modelRow(model: ModelSummary, readOnly: boolean): ModelRow {
  const { id, name, kind, languages, weights, bytes, licence, usedBy } = model;
  // A record that cannot be read tells nothing but its id.
  const readable = model.sha256 !== '';
  return {
    id,
    name: model.builtin ? 'Builtin' : name,
    kind: readable ? KINDS[kind] : UNKNOWN,
    languages: languageNames(languages) ?? UNKNOWN,
    dimensions: readable ? formatCount(model.dimensions) : UNKNOWN,
    maxTokens: readable && kind === 'transformer' ? formatCount(model.maxTokens) : UNKNOWN,
    weights: Object.keys(weights).join(', ') || UNKNOWN,
    size: bytes > 0 ? formatBytes(bytes) : UNKNOWN,
    licence: licence ?? UNKNOWN,
    usedBy: versionsInWords(usedBy),
    damage: model.damage && damageInWords(model),
    keeps: whatKeeps(model, readOnly),
  };
}

function versionsInWords(versions: readonly string[]): string {
  if (versions.length === 0) return 'no version';
  return versions.length === 1 ? (versions[0] ?? '') : `${versions.length} versions`;
}

function damageInWords({ damage, builtin }: ModelSummary): string {
  const remedy = builtin ? 'Install Plumbline again.' : 'Remove it and add it again.';
  return `Damaged: ${damage}. ${remedy}`;
}

function whatKeeps({ builtin, usedBy }: ModelSummary, readOnly: boolean): string | null {
  if (builtin) return 'It ships with Plumbline.';
  if (usedBy.length > 0) {
    const verb = usedBy.length === 1 ? 'embeds' : 'embed';
    return `${versionsInWords(usedBy)} ${verb} with it and could no longer be searched.`;
  }
  return readOnly ? 'This workspace can only be read here.' : null;
}

/** What the details of a model say, as titles and texts. */
export function modelFacts(model: ModelSummary): [title: string, text: string][] {
  const { query, term } = model.prefixes;
  const cut = `${model.pooling} pooling${model.normalise ? ', normalised' : ''}`;
  return [
    ...(model.builtin ? ([['Name', model.name]] as [string, string][]) : []),
    ['From', model.origin],
    [
      'Architecture',
      model.kind === 'static' ? model.architecture : `${model.architecture}, ${cut}`,
    ],
    ...(query || term
      ? ([['Put before a text', `“${query}” for queries, “${term}” for terms`]] as [
          string,
          string,
        ][])
      : []),
    ...(model.usedBy.length > 0
      ? ([['Used by', model.usedBy.join(', ')]] as [string, string][])
      : []),
  ];
}

/** Is it a Hugging Face id: `owner/name`, or a name alone? Pasted addresses are cut to it. */
export function hubRepo(typed: string): string | null {
  const text = typed
    .trim()
    .replace(/^https?:\/\/(www\.)?huggingface\.co\//, '')
    .replace(/\/(tree|blob)\/.*$/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  return /^[\w.-]{1,96}(\/[\w.-]{1,96})?$/.test(text) ? text : null;
}

/** Why a model cannot be downloaded now; null where it can. */
export function downloadObstacle({
  offline,
  readOnly,
}: {
  offline: boolean;
  readOnly: boolean;
}): string | null {
  if (readOnly) return 'This workspace can only be read here.';
  return offline ? 'Downloads are switched off.' : null;
}
