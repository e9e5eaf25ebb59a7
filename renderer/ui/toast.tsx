import { notifications } from '@mantine/notifications';
import { engineWords } from './format.ts';
import classes from './toast.module.css';

interface Toast {
  message: string;
  /** A second line. */
  detail?: string;
  action?: { label: string; run(): void };
  tone?: 'plain' | 'good' | 'bad';
  /** A toast of the same kind takes the place of the one before. */
  kind?: string;
}

const newestOfKind = new Map<string, string>();

/** Says something in the corner for a few seconds; an action closes it. */
export function showToast({ message, detail, action, tone = 'plain', kind }: Toast): void {
  const before = kind && newestOfKind.get(kind);
  if (before) notifications.hide(before);
  const id = notifications.show({
    autoClose: action ? 7000 : 5000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
    classNames: { root: classes.root ?? '', body: classes.body ?? '' },
    'data-tone': tone,
    message: (
      <div className={classes.content}>
        <div className={classes.text}>
          <div className={classes.message}>{engineWords(message)}</div>
          {detail && <div className={classes.detail}>{engineWords(detail)}</div>}
        </div>
        {action && (
          <button
            type="button"
            className={classes.action}
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
      </div>
    ),
  });
  if (kind) newestOfKind.set(kind, id);
}
