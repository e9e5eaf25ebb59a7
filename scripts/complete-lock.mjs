import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { platformOf } from './lib/platform-of.mjs';

/**
 * `npm run lock`: after `npm install`, adds to package-lock.json the optional packages of platforms that the registry
 * in use does not show. Without them `npm ci` refuses the file, and on those platforms the native parts would be missing.
 */
const path = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const { packages } = lock;

/** Is a dependency of the package at `from` in the lock file, there or further up? */
function isLocked(from, name) {
  for (
    let place = from;
    ;
    place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))
  ) {
    if (`${place}${place ? '/' : ''}node_modules/${name}` in packages) return true;
    if (place === '') return false;
  }
}

let added = 0;
for (const [from, { optionalDependencies = {}, dev, license }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    if (platform === null || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version) || isLocked(from, name))
      continue;
    packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(dev && { dev }),
      license,
      optional: true,
    };
    added += 1;
  }
}
const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  path,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
);
console.log(`${added} packages of other platforms added to package-lock.json.`);
