import { failedAnswer } from '#core/platform/thread-failure.ts';
import type { ThreadPort } from '#core/platform/thread-line.ts';
import type { FromMatch, ToMatch } from './match-messages.ts';
import { type MatchedText, type Matcher, matchTableTexts } from './match-texts.ts';
import type { CollectionPlace, QueryEmbedder } from './served-version.ts';

/** The thread's side of openMatchThreads: opens one collection and answers from it. The owner waits for each answer. */
export function serveMatches(
  port: ThreadPort<ToMatch, FromMatch>,
  open: (place: CollectionPlace, embed: QueryEmbedder['embed']) => Promise<Matcher>,
): void {
  let matcher: Matcher | undefined;
  let vectorOf: (text: string) => Float32Array = () => new Float32Array(0);
  const embed = async (texts: readonly string[]) => joined(texts.map(vectorOf));
  const match = async ({ texts, vectors, k }: Extract<ToMatch, { type: 'match' }>) => {
    if (matcher === undefined) throw new Error('Nothing was opened to match with.');
    vectorOf = vectorsByText(texts, vectors);
    const matches: MatchedText[] = [];
    for await (const found of matchTableTexts(matcher, texts, { k })) matches.push(found);
    return matches;
  };
  const answer = async (message: ToMatch): Promise<FromMatch> => {
    if (message.type === 'match') return { type: 'matches', matches: await match(message) };
    if (message.type === 'open') matcher = await open(message.place, embed);
    else await matcher?.index.scan.close();
    return { type: 'done' };
  };
  port.onMessage((message) => {
    answer(message).then(
      (answered) => port.postMessage(answered),
      (error: unknown) => port.postMessage(failedAnswer(error)),
    );
  });
}

function vectorsByText(texts: readonly string[], vectors: Float32Array) {
  const dimensions = vectors.length / texts.length;
  const known = new Map(
    texts.map((text, i) => [text, vectors.subarray(i * dimensions, (i + 1) * dimensions)]),
  );
  return (text: string): Float32Array => {
    const vector = known.get(text);
    if (vector === undefined) throw new Error('A text came without its vector.');
    return vector;
  };
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    all.set(vector, at);
    at += vector.length;
  }
  return all;
}
