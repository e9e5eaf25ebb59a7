import { PlumblineError } from '#core/contract/errors.ts';
import { Settings } from '#core/contract/workspace.ts';

/**
 * `['minAccuracy=0.3']` -> `{minAccuracy: 0.3}`, only what was named. Values are JSON, or plain text.
 * Throws BAD_INPUT for an unknown name and for a value that the setting does not take.
 */
export function changedSettings(assignments: readonly string[]): Partial<Settings> {
  return Object.fromEntries(assignments.map(changedSetting));
}

function changedSetting(assignment: string): [string, unknown] {
  const equals = assignment.indexOf('=');
  const name = equals === -1 ? assignment : assignment.slice(0, equals);
  if (!Object.hasOwn(Settings.shape, name))
    throw new PlumblineError('BAD_INPUT', `There is no setting "${name}".`, {
      remedy: `Choose one of ${Object.keys(Settings.shape).join(', ')}.`,
    });
  if (equals === -1)
    throw new PlumblineError('BAD_INPUT', `The setting "${name}" needs a value.`, {
      remedy: `Write ${name}=VALUE.`,
    });
  const schema = Settings.shape[name as keyof Settings];
  const parsed = schema.safeParse(asValue(assignment.slice(equals + 1)));
  if (parsed.success) return [name, parsed.data];
  const why = parsed.error.issues.map((issue) => issue.message).join('; ');
  throw new PlumblineError('BAD_INPUT', `The setting "${name}" cannot be that: ${why}.`, {
    remedy: 'Run settings without a value to see what it is now.',
  });
}

function asValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
