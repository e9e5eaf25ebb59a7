// Old syntax only: this must still run, and say a clear word, on a Node that is far too old.

/** The oldest Node that Plumbline runs on. */
export var NODE_FLOOR = [20, 19];

/** Is `version`, as in process.versions.node, at least the floor? */
export function isNewEnough(version) {
  var parts = version.split('.').map(Number);
  return parts[0] > NODE_FLOOR[0] || (parts[0] === NODE_FLOOR[0] && parts[1] >= NODE_FLOOR[1]);
}

/** Ends the process with one line where Node is too old. */
export function requireNode() {
  if (isNewEnough(process.versions.node)) return;
  console.error(
    'Plumbline needs Node ' +
      NODE_FLOOR.join('.') +
      ' or newer; this is ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
