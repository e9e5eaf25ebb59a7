import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { badInput } from './faults.ts';
import { lineFinder } from './lines.ts';

/** A JSON value with the line on which it begins. Unlike JSON.parse, duplicate members are all there. */
export type JsonValue =
  | { kind: 'object'; line: number; members: JsonMember[] }
  | { kind: 'array'; line: number; items: JsonValue[] }
  | { kind: 'string'; line: number; text: string }
  | { kind: 'scalar'; line: number; value: number | boolean | null };

export interface JsonMember {
  name: string;
  line: number;
  value: JsonValue;
}

/** No dictionary is nested so deeply, and what walks the tree is recursive. */
const MAX_DEPTH = 100;
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

const FAULTS: Record<string, string> = {
  InvalidSymbol: 'Here stands something that JSON does not know',
  InvalidNumberFormat: 'This number is not written as JSON writes numbers',
  PropertyNameExpected: 'A key in double quotes is missing',
  ValueExpected: 'A value is missing',
  ColonExpected: 'A colon is missing after a key',
  CommaExpected: 'A comma is missing',
  CloseBraceExpected: 'A closing brace } is missing',
  CloseBracketExpected: 'A closing bracket ] is missing',
  EndOfFileExpected: 'There is more after the end of the JSON',
  InvalidCommentToken: 'JSON knows no comments',
  UnexpectedEndOfComment: 'JSON knows no comments',
  UnexpectedEndOfString: 'A text is not closed by a double quote on its line',
  InvalidUnicode: 'A \\u escape is not followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'A backslash is followed by a character that JSON does not escape',
  InvalidCharacter: 'A text holds a tab or another control character as it is',
};

/**
 * Reads one strict JSON value (RFC 8259); `firstLine` is the file's line on which `text` begins.
 * Throws BAD_INPUT at the first syntax error: the ones that follow it are usually its echo.
 */
export function readJson(file: string, text: string, firstLine = 1): JsonValue {
  const finder = lineFinder(text);
  const lineAt = (offset: number) => finder(offset) + firstLine - 1;
  const { root, error } = parse(text);
  if (error) {
    throw notJson(
      file,
      lineAt(error.offset),
      FAULTS[printParseErrorCode(error.error)] ?? 'It breaks off here',
    );
  }
  const value = root && withLines(root, lineAt, 0);
  if (!value) throw notJson(file, firstLine, `It is nested more than ${MAX_DEPTH} levels deep`);
  return value;
}

function notJson(file: string, line: number, what: string) {
  return badInput(file, {
    line,
    text: `The file cannot be read as JSON. ${what}.`,
    remedy: 'Correct this line, or export the file again.',
  });
}

/** Whether a text is one complete JSON value. */
export function isJson(text: string): boolean {
  const { root, error } = parse(text);
  return root !== undefined && error === undefined;
}

function parse(text: string): { root: Node | undefined; error: ParseError | undefined } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, STRICT);
    return { root, error: errors[0] };
  } catch (error) {
    // The parser is recursive: thousands of open brackets exhaust its stack.
    if (error instanceof RangeError) return { root: undefined, error: undefined };
    throw error;
  }
}

/** Undefined for what is nested too deeply. */
function withLines(
  node: Node,
  lineAt: (offset: number) => number,
  depth: number,
): JsonValue | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const line = lineAt(node.offset);
  if (node.type === 'array') {
    const items = (node.children ?? []).map((item) => withLines(item, lineAt, depth + 1));
    return allThere(items) ? { kind: 'array', line, items } : undefined;
  }
  if (node.type === 'object') {
    const members = (node.children ?? []).map((item) => memberOf(item, lineAt, depth + 1));
    return allThere(members) ? { kind: 'object', line, members } : undefined;
  }
  if (node.type === 'string') return { kind: 'string', line, text: String(node.value) };
  return { kind: 'scalar', line, value: node.value as number | boolean | null };
}

function memberOf(
  property: Node,
  lineAt: (offset: number) => number,
  depth: number,
): JsonMember | undefined {
  const [name, node] = property.children ?? [];
  const value = node && withLines(node, lineAt, depth);
  return name && value && { name: String(name.value), line: lineAt(name.offset), value };
}

function allThere<Item>(items: readonly (Item | undefined)[]): items is Item[] {
  return !items.includes(undefined);
}

/** The plain value; members named `__proto__` stay members. */
export function plainValue(value: JsonValue): unknown {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'array') return value.items.map(plainValue);
  return Object.fromEntries(value.members.map((m) => [m.name, plainValue(m.value)]));
}

/** "a list", "the number 12" … for messages. */
export function describeJson(value: JsonValue): string {
  if (value.kind === 'array') return 'a list';
  if (value.kind === 'object') return 'an object';
  if (value.kind === 'string') return 'a text';
  if (value.value === null) return 'null';
  return typeof value.value === 'number' ? `the number ${value.value}` : String(value.value);
}
