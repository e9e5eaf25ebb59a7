import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { openText } from './open-text.ts';

const open = (text: string | Uint8Array) =>
  openText({
    name: 'a.csv',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  });

function refusal(content: string | Uint8Array): PlumblineError {
  try {
    open(content);
  } catch (error) {
    if (error instanceof PlumblineError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('openText', () => {
  it('names every line with a NUL byte once', () => {
    const { code, detail } = refusal('a,b\nx\0\0,1\ny,2\nz\0,3\n');
    expect(code).toBe('BAD_INPUT');
    expect(detail).toMatchObject({ file: 'a.csv', line: 2, places: [{ line: 4 }] });
  });

  it('stops after twenty lines and says so', () => {
    const error = refusal('x\0\n'.repeat(30));
    expect(error.detail.places).toHaveLength(19);
    expect(error.message).toContain('at least 19 more faults');
  });

  it('knows workbooks and archives by their first bytes', () => {
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])).message).toContain('Excel');
    expect(refusal(Uint8Array.from([0x1f, 0x8b, 8, 0])).detail.remedy).toContain('Unpack');
  });

  it('refuses a file of white space as empty', () => {
    expect(refusal(' \r\n\t\n').message).toBe('The file is empty.');
  });

  it('warns of text that was decoded wrongly before it came here', () => {
    const [found] = open('id,term\n1,CafÃ© crÃ¨me\n2,Lâ€™Oréal\n3,bad \ufffd\n').findings;
    expect(found).toMatchObject({ rule: 'garbled-characters', level: 'warn', count: 4 });
    expect(found?.rows.map((row) => row.line)).toEqual([2, 2, 3, 4]);
  });

  it('finds nothing odd in good French, Portuguese and German', () => {
    expect(open('Ã bientôt, AMANHÃ, SÃO PAULO, Âge, château «Â», Größe').findings).toEqual([]);
  });
});
