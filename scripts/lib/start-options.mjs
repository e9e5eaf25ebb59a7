/** What `npm start` takes; printed by --help. */
export const USAGE = `npm start -- [options]
  --browser     open the workbench in the browser, not as a desktop window
  --no-open     do not open a browser, only print the address
  --port PORT   serve on this port`;

/** {browser, open, port, help} from the arguments, or {error} naming the one that is wrong. */
export function startOptions(args) {
  const options = { browser: false, open: true, port: undefined, help: false };
  const rest = [...args];
  while (rest.length > 0) {
    const [name, joined] = rest.shift().split('=', 2);
    if (name === '--browser') options.browser = true;
    else if (name === '--no-open') options.open = false;
    else if (name === '--help' || name === '-h') options.help = true;
    else if (name === '--port') options.port = joined ?? rest.shift() ?? '';
    else return { error: `${name} is not an option.` };
  }
  const wrongPort = options.port !== undefined && !/^\d{1,5}$/.test(options.port);
  return wrongPort ? { error: '--port needs a number.' } : options;
}
