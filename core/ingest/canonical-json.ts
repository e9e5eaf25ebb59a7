import { findDictionaryColumns, ID_ALIASES, LIST_ALIASES, NAME_ALIASES } from './column-names.ts';
import type { DraftEntry, DraftTerm } from './draft-entries.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { describeJson, type JsonMember, type JsonValue, plainValue } from './json-tree.ts';
import { listed, quoted } from './words.ts';

/**
 * Entries of `{key: [terms]}`, of `[{id, terms …}]`, or of several such values (JSON Lines). Throws
 * BAD_INPUT with the lines of everything that is not so: another shape, keys that stand twice, values
 * that are not lists, terms that are not texts, records without an id.
 */
export function draftsFromJson(
  file: string,
  values: readonly JsonValue[],
  lines: boolean,
): DraftEntry[] {
  const faults = faultList(file);
  const drafts = new Map<string, DraftEntry>();
  for (const value of values) {
    if (faults.full) break;
    if (value.kind === 'array' && !lines) {
      for (const item of value.items) addRecord(item, drafts, faults);
    } else if (value.kind === 'object' && (!lines || !isRecord(value.members))) {
      for (const member of value.members) addMember(member, drafts, faults);
    } else if (value.kind === 'object') {
      addRecord(value, drafts, faults);
    } else {
      faults.add(otherShape(value));
    }
  }
  faults.throwIfAny();
  if (drafts.size === 0) throw badInput(file, noEntries(values[0]?.line ?? 1));
  return [...drafts.values()];
}

const SHAPES = '{"key": ["term", …]} or [{"id": "key", "terms": ["term", …]}]';

function otherShape(value: JsonValue) {
  return {
    line: value.line,
    text: `Here stands ${describeJson(value)}, not an entry: this JSON has another shape than a dictionary.`,
    remedy: `Write it as ${SHAPES}.`,
  };
}

function noEntries(line: number) {
  return { line, text: 'The file holds no entries.', remedy: `Write them as ${SHAPES}.` };
}

/** In JSON Lines, `{"id": "x", "terms": …}` is one entry, `{"x": ["term"]}` one or more. */
function isRecord(members: readonly JsonMember[]): boolean {
  const id = findDictionaryColumns(members.map(({ name }) => name))?.id;
  const kind = members.find(({ name }) => name === id)?.value.kind;
  return kind === 'string' || kind === 'scalar';
}

type Drafts = Map<string, DraftEntry>;

function addMember({ name, line, value }: JsonMember, drafts: Drafts, faults: FaultList): void {
  if (value.kind !== 'array') {
    faults.add({
      line: value.line,
      text: `The value of ${quoted(name)} is ${describeJson(value)}, not a list of texts.`,
      remedy: `Write the texts in brackets: ${JSON.stringify(name)}: ["…", "…"].`,
    });
    return;
  }
  addDraft({ key: name.trim(), line, terms: textsOf(name, value, faults) }, drafts, faults);
}

function addDraft(draft: DraftEntry, drafts: Drafts, faults: FaultList): void {
  const { key, line } = draft;
  const before = drafts.get(key);
  if (key === '') {
    faults.add({ line, text: 'The key is empty.', remedy: 'Give the entry a key, or remove it.' });
  } else if (before) {
    faults.add({
      line,
      text: `The key ${quoted(key)} is already on line ${before.line}.`,
      remedy: 'Give each entry a key of its own, or put all its terms into one list.',
    });
  } else {
    drafts.set(key, draft);
  }
}

function textsOf(key: string, value: JsonValue, faults: FaultList): DraftTerm[] {
  if (value.kind === 'string') return [{ text: value.text, line: value.line }];
  if (value.kind === 'scalar' && value.value === null) return [];
  const items = value.kind === 'array' ? value.items : [value];
  return items.flatMap((item) => {
    if (item.kind === 'string') return [{ text: item.text, line: item.line }];
    faults.add({
      line: item.line,
      text: `The entry ${quoted(key)} holds ${describeJson(item)} where a text belongs.`,
      remedy: 'Put the value in double quotes, or remove it.',
    });
    return [];
  });
}

function addRecord(value: JsonValue, drafts: Drafts, faults: FaultList): void {
  if (value.kind !== 'object') {
    faults.add(otherShape(value));
    return;
  }
  const { members, line } = value;
  addRepeatedMembers(members, faults);
  const columns = findDictionaryColumns(members.map(({ name }) => name));
  const id = members.find(({ name }) => name === columns?.id);
  const key = id && keyOf(id.value);
  if (!columns || key === undefined) {
    faults.add({
      line: id?.line ?? line,
      text: id
        ? `The id is ${describeJson(id.value)}, not a text or number.`
        : 'This entry has no id.',
      remedy: `Give it one under ${listed(ID_ALIASES.slice(0, 3), 'or')}.`,
    });
    return;
  }
  const named = [...columns.names, ...columns.lists];
  const texts = named.flatMap((name) => members.filter((member) => member.name === name));
  if (texts.length === 0) faults.add(noTexts(key, line));
  const terms = texts.flatMap((member) => textsOf(key, member.value, faults));
  const fields = otherFields(members, [columns.id, ...named]);
  addDraft({ key: key.trim(), line, terms, ...(fields ? { fields } : {}) }, drafts, faults);
}

function addRepeatedMembers(members: readonly JsonMember[], faults: FaultList): void {
  const lines = new Map<string, number>();
  for (const { name, line } of members) {
    const before = lines.get(name);
    lines.set(name, before ?? line);
    if (before === undefined) continue;
    faults.add({
      line,
      text: `The entry has ${quoted(name)} twice, first on line ${before}.`,
      remedy: 'Keep one of them.',
    });
  }
}

function keyOf(value: JsonValue): string | undefined {
  if (value.kind === 'string') return value.text;
  return value.kind === 'scalar' && typeof value.value === 'number'
    ? String(value.value)
    : undefined;
}

function noTexts(key: string, line: number) {
  const names = [...LIST_ALIASES.slice(0, 2), 'altLabels', ...NAME_ALIASES.slice(2)];
  return {
    line,
    text: `The entry ${quoted(key)} has no member that holds its terms.`,
    remedy: `Name it ${listed(names, 'or')}.`,
  };
}

function otherFields(
  members: readonly JsonMember[],
  used: readonly string[],
): Record<string, unknown> | undefined {
  const rest = members.filter(({ name }) => !used.includes(name));
  if (rest.length === 0) return undefined;
  return Object.fromEntries(rest.map(({ name, value }) => [name, plainValue(value)]));
}
