import { Explained } from './install.mjs';

/** A line on stderr: stdout belongs to results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

let interrupted = false;

/** Has Ctrl+C been pressed, or SIGTERM arrived, since `runMain` began? */
export function wasInterrupted() {
  return interrupted;
}

/**
 * Runs a command's main function and ends the process with the code that it returns (0 for none).
 * Failures become one explanation, never a stack trace unless PLUMBLINE_DEBUG is set.
 */
export async function runMain(main) {
  const note = () => {
    interrupted = true;
  };
  process.on('SIGINT', note);
  process.on('SIGTERM', note);
  let code;
  try {
    code = (await main()) ?? 0;
  } catch (error) {
    code = 1;
    if (!interrupted) explain(error);
  }
  process.exitCode = interrupted && code !== 0 ? 130 : code;
  if (interrupted) process.exit();
}

function explain(error) {
  say(
    error instanceof Explained ? error.message : `Something went wrong: ${error?.message ?? error}`,
  );
  if (process.env.PLUMBLINE_DEBUG) say(String(error?.stack ?? error));
  else if (!(error instanceof Explained)) say('Run it again with PLUMBLINE_DEBUG=1 to see where.');
}
