import { requireNode } from './lib/node-version.mjs';

requireNode();
// No top-level await here: a Node that does not know it could not even say that it is too old.
void Promise.all([import('./lib/main.mjs'), import('./lib/start-app.mjs')]).then(
  ([{ runMain }, { startApp }]) => runMain(() => startApp(process.argv.slice(2))),
);
