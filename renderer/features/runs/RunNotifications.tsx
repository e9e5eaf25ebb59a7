import { IconCheck, IconX } from '@tabler/icons-react';
import type { Notification, RunRecord } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import classes from './RunInspector.module.css';

interface Props {
  run: RunRecord;
  notifications: readonly Notification[];
}

/** Who was told of the promotion, and with what result; nothing where there was nothing to tell. */
export function RunNotifications({ run, notifications }: Props) {
  if (notifications.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>Notifications</h3>
      <ul aria-label={`Notifications of ${run.id}`}>
        {notifications.map(({ at, ok, url, words }) => (
          <li key={`${at} ${url}`} className={classes.notice} data-ok={ok || undefined}>
            {ok ? (
              <IconCheck size={14} stroke={2.4} aria-label="told" />
            ) : (
              <IconX size={14} stroke={2.4} aria-label="not told" />
            )}
            <b>{url}</b>
            <Ago at={at} />
            <small>{engineWords(words)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
