import type { EntryColumns } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { DraftEntry } from './draft-entries.ts';
import {
  addEntryRow,
  chooseColumns,
  type EntryDrafts,
  type EntryTable,
  noRows,
  SAMPLE_ROWS,
} from './entry-table.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { looksLikeJsonLines, readJsonLines } from './json-lines.ts';
import {
  describeJson,
  type JsonMember,
  type JsonValue,
  plainValue,
  readJson,
} from './json-tree.ts';
import type { OpenedFile } from './open-text.ts';
import { quoted } from './words.ts';

interface JsonRecord {
  line: number;
  members: JsonMember[];
}

/**
 * JSON Lines, or a list of records, as a table of entries; its members are the columns, and a list of texts in one is
 * several terms. Throws BAD_INPUT for JSON that is not so, with the lines of up to twenty faults.
 */
export async function recordEntries(file: OpenedFile, ctx: JobContext): Promise<EntryTable> {
  const lines = looksLikeJsonLines(file);
  const records = recordsOf(file.name, await valuesOf(file, lines, ctx));
  const columns = [...new Set(records.flatMap(({ members }) => members.map(({ name }) => name)))];
  return {
    columns,
    format: lines ? 'JSON Lines' : 'JSON',
    encoding: file.encoding,
    sample: async () => ({
      columns,
      rows: records.slice(0, SAMPLE_ROWS).map(({ members }) => sampleRow(columns, members)),
    }),
    drafts: (wanted, readCtx) => draftsOf(file, { columns, records }, wanted, readCtx),
  };
}

async function valuesOf(
  file: OpenedFile,
  lines: boolean,
  ctx: JobContext,
): Promise<readonly JsonValue[]> {
  if (lines) return readJsonLines(file, ctx);
  const value = readJson(file.name, file.text);
  if (value.kind === 'array') return value.items;
  throw badInput(file.name, {
    line: value.line,
    text: `This JSON is ${describeJson(value)}, not a list of records: it has no columns to choose.`,
    remedy: 'Import it as a dictionary, without choosing columns.',
  });
}

function recordsOf(file: string, values: readonly JsonValue[]): JsonRecord[] {
  const faults = faultList(file);
  const records: JsonRecord[] = [];
  for (const value of values) {
    if (faults.full) break;
    if (value.kind === 'object') records.push(value);
    else {
      faults.add({
        line: value.line,
        text: `Here stands ${describeJson(value)}, not a record.`,
        remedy: 'Write records, such as {"id": "1", "title": "…"}.',
      });
    }
  }
  faults.throwIfAny();
  if (records.length === 0) throw noRows(file);
  return records;
}

function sampleRow(columns: readonly string[], members: readonly JsonMember[]): string[] {
  const values = new Map(members.map(({ name, value }) => [name, value]));
  return columns.map((name) => {
    const value = values.get(name);
    return value ? (scalarTexts(value) ?? []).join(' ') : '';
  });
}

async function draftsOf(
  { name, findings }: OpenedFile,
  { columns, records }: { columns: readonly string[]; records: readonly JsonRecord[] },
  wanted: EntryColumns,
  ctx: JobContext,
): Promise<EntryDrafts> {
  const chosen = chooseColumns(name, columns, wanted);
  const fields = new Set(chosen.fields);
  const choice = faultList(name);
  const drafts = new Map<string, DraftEntry>();
  for (const [index, { line, members }] of records.entries()) {
    if (choice.full) break;
    const values = new Map(members.map((member) => [member.name, member.value]));
    const texts = chosen.texts.flatMap((column) => textsOf(column, values.get(column), choice));
    const key = textsOf(chosen.key, values.get(chosen.key), choice).join(' ');
    addEntryRow({ key, line, texts, fields: fieldsOf(members, fields) }, chosen.joined, {
      drafts,
      choice,
    });
    if (index % 1000 === 0) await ctx.breathe();
  }
  return { drafts: [...drafts.values()], choice, findings };
}

/** A value's texts without empty ones; none, and a fault, where it is something else. */
function textsOf(column: string, value: JsonValue | undefined, choice: FaultList): string[] {
  if (!value) return [];
  const texts = scalarTexts(value);
  if (texts) return texts.map((text) => text.trim()).filter((text) => text !== '');
  choice.add({
    line: value.line,
    text: `The value of ${quoted(column)} is ${describeJson(value)}, not a text.`,
    remedy: 'Write it as a text or a list of texts, or choose another column.',
  });
  return [];
}

/** Undefined for objects, and for lists that hold lists or objects. */
function scalarTexts(value: JsonValue): string[] | undefined {
  if (value.kind === 'string') return [value.text];
  if (value.kind === 'scalar') return value.value === null ? [] : [String(value.value)];
  if (value.kind === 'object') return undefined;
  if (value.items.some(({ kind }) => kind === 'array' || kind === 'object')) return undefined;
  return value.items.flatMap((item) => scalarTexts(item) ?? []);
}

function fieldsOf(
  members: readonly JsonMember[],
  wanted: ReadonlySet<string>,
): [string, unknown][] {
  return members.flatMap(({ name, value }): [string, unknown][] => {
    if (!wanted.has(name)) return [];
    const plain = plainValue(value);
    const empty =
      plain === null ||
      (typeof plain === 'string' && plain.trim() === '') ||
      (Array.isArray(plain) && plain.length === 0);
    return empty ? [] : [[name, plain]];
  });
}
