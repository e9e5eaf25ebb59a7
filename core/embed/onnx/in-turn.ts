/** Runs pieces of work one after the other, in the order in which they came. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    // A failure must not block the ones behind it; its own caller sees it.
    last = next.catch(() => undefined);
    return next;
  };
}
