import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot, norm } from '#core/math/vectors.ts';
import { lexicalFromArrays, lexicalToArrays } from './lexical-arrays.ts';
import { fitLexical, type LexicalModel, lexicalEmbedder } from './lexical-embedder.ts';

const ENTRIES = [
  ['Registered Nurse', 'RN', 'Staff Nurse'],
  ['Head Chef', 'Executive Chef', 'Kitchen Chief'],
  ['Software Engineer', 'SWE', 'Programmer'],
  ['Data Engineer', 'ETL Developer'],
  ['Head Nurse', 'Nurse Manager'],
];

const fitOn = (entries: string[][], seed = 1, dimensions = 4) =>
  fitLexical(
    entries.flat(),
    entries.map((terms) => terms.join(' ')),
    { dimensions, random: seededRandom(seed) },
  );

const embed = (model: LexicalModel, ...texts: string[]) =>
  embedTexts(lexicalEmbedder(model), texts, 'query');
/** Cosine of two texts. */
async function cosine(model: LexicalModel, a: string, b: string): Promise<number> {
  const vectors = await embed(model, a, b);
  const { dimensions } = model.pca;
  return dot(vectors.subarray(0, dimensions), vectors.subarray(dimensions));
}

describe('lexicalEmbedder', () => {
  it('brings texts of one entry together that share no letters', async () => {
    const model = await fitOn(ENTRIES);
    const own = await cosine(model, 'Programmer', 'SWE');
    expect(own).toBeGreaterThan(0.9);
    expect(await cosine(model, 'Programmer', 'Kitchen Chief')).toBeLessThan(own - 0.5);
  });

  it('gives vectors of length 1, and zeros where it knows nothing', async () => {
    const model = await fitOn(ENTRIES);
    const unknown = ['', '   ', '日本語', '🦄🦄', '!?'];
    expect(await embed(model, ...unknown)).toEqual(new Float32Array(unknown.length * 4));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const length = norm(await embed(model, text));
        expect(length < 0.5 ? 0 : 1).toBeCloseTo(length, 5);
      }),
    );
  });

  it('gives each text its vector, whatever stands beside it', async () => {
    const model = await fitOn(ENTRIES);
    const texts = ENTRIES.flat();
    const together = await embed(model, ...texts);
    for (const [i, text] of texts.entries()) {
      expect(await embed(model, text)).toEqual(together.slice(i * 4, (i + 1) * 4));
    }
  });

  it('is the same for the same seed', async () => {
    expect(await fitOn(ENTRIES, 3)).toEqual(await fitOn(ENTRIES, 3));
  });

  it('lets other work run while it fits and embeds', async () => {
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
    };
    const options = { dimensions: 4, random: seededRandom(1), breathe };
    const model = await fitLexical(ENTRIES.flat(), ENTRIES.flat(), options);
    expect(breaths).toBeGreaterThan(5);
    breaths = 0;
    await embedTexts(lexicalEmbedder(model), new Array<string>(200).fill('nurse'), 'term', breathe);
    expect(breaths).toBe(4);
  });

  it.each([
    ['one entry', [['Nurse', 'RN']]],
    ['one term', [['Nurse']]],
    ['only equal terms', [['Nurse'], ['Nurse'], ['Nurse']]],
    ['entries without terms', [[], ['Nurse'], []]],
    ['no term at all', [[], []]],
  ])('stands a dictionary of %s', async (_, entries) => {
    const model = await fitOn(entries);
    const vectors = await embed(model, 'Nurse', 'RN', 'Chef');
    expect(vectors).toHaveLength(3 * model.pca.dimensions);
    expect(vectors.length).toBeGreaterThan(0);
    expect(vectors.every(Number.isFinite)).toBe(true);
  });

  it('tells two entries apart', async () => {
    const model = await fitOn([
      ['Nurse', 'RN'],
      ['Chef', 'Cook'],
    ]);
    expect(await cosine(model, 'Head Nurse', 'RN')).toBeGreaterThan(0.9);
    expect(await cosine(model, 'Head Nurse', 'Cook')).toBeLessThan(-0.9);
  });

  it('leaves out features of one term only where there are many', async () => {
    const many = Array.from({ length: 2001 }, (_, i) => [`x${i}`]);
    const { words } = await fitOn([...many, ['nurse'], ['nurse']], 1, 2);
    expect(words.features).toEqual(['nurse']);
  });
});

describe('lexicalToArrays', () => {
  it('comes back, its text through JSON', async () => {
    const model = await fitOn([...ENTRIES, ['🦄', '東京'], ['\ud83d']]);
    const { description, arrays } = lexicalToArrays(model);
    const text = JSON.stringify(description);
    expect(lexicalFromArrays(JSON.parse(text), arrays)).toEqual(model);
  });

  it.each(['words.idf', 'letters.idf', 'pca.components', 'pca.mean'])(
    'is refused without %s, or with too little of it',
    async (name) => {
      const { description, arrays } = lexicalToArrays(await fitOn(ENTRIES));
      const { [name]: gone, ...rest } = arrays;
      const cut = { ...rest, [name]: { shape: [1], data: new Float32Array(1) } };
      expect(gone).toBeDefined();
      for (const broken of [rest, cut]) {
        const read = () => lexicalFromArrays(description, broken);
        expect(read).toThrow(PlumblineError);
        expect(read).toThrow(name);
      }
    },
  );
});
