import { batch } from './lib/search/batch.ts';
import { CHILD, servedChild } from './lib/search/child.ts';
import { growth } from './lib/search/growth.ts';
import { letters } from './lib/search/letters.ts';
import { scan } from './lib/search/scan.ts';
import { machine } from './lib/table.ts';

/**
 * Search: the exact scan beside what else finds neighbours, the letter leg beside full-text indexes, the whole way from a
 * text to explained results at several sizes, and a whole table matched. Arguments name the sections to run; none means
 * all.
 */
const SECTIONS: Readonly<Record<string, () => Promise<boolean>>> = { scan, letters, growth, batch };

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) {
    const known = Object.keys(SECTIONS).join(', ');
    throw new Error(`There is no section ${unknown.join(', ')}. Choose of: ${known}.`);
  }
  console.log(`\n${machine()}`);
  for (const name of names.length > 0 ? names : Object.keys(SECTIONS)) {
    if (!(await SECTIONS[name]?.())) process.exitCode = 1;
  }
}

const [first, ...rest] = process.argv.slice(2);
await (first === CHILD ? servedChild(rest) : main(process.argv.slice(2)));
