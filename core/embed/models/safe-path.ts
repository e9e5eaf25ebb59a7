/** Most bytes that the files of one model may take together. */
export const MOST_MODEL_BYTES = 5 * 2 ** 30;
const MOST_PARTS = 4;

/** Whether a path, with `/`, lies inside its folder on every system and not deep. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  const ordinary = parts.every(
    (part) => /^[^\\:*?"<>|\p{Cc}]+$/u.test(part) && !/^\.+$/.test(part) && !part.endsWith('.'),
  );
  return ordinary && parts.length <= MOST_PARTS && path.length <= 300;
}
