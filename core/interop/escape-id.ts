/** White space as any reader might split on it, control characters, and the escape sign itself. */
const UNSAFE = /[\s%\p{Cc}]/gu;

/** What `escapeId` writes for one of those, and nothing else, so that a foreign "50%off" stays what it is. */
const ESCAPED =
  /%(?:25|20|0[0-9A-F]|1[0-9A-F]|7F|C2%[89A][0-9A-F]|E[123]%[89AB][0-9A-F]%[89AB][0-9A-F]|EF%BB%BF)/g;

/** An id without white space: white space, control characters and % become %XX (their UTF-8 bytes, as in a URL). */
export function escapeId(id: string): string {
  return id.replace(UNSAFE, (character) => encodeURIComponent(character));
}

/** The id that `escapeId` was given; other text with a % is left as it is. */
export function unescapeId(text: string): string {
  return text.replace(ESCAPED, (sequence) => {
    const character = decodeURIComponent(sequence);
    return escapeId(character) === sequence ? character : sequence;
  });
}
