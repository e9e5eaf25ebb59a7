import type { PromotionEvent } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import classes from './PromotionList.module.css';
import { eventWord } from './promotion-view.ts';

interface Props {
  /** Oldest first. */
  events: readonly PromotionEvent[];
  label: string;
  /** There is room for the reason beside the rest. */
  wide?: boolean;
}

/** Changes of latest, newest first. */
export function PromotionList({ events, label, wide = false }: Props) {
  return (
    <ol className={classes.list} aria-label={label} data-wide={wide || undefined}>
      {events.toReversed().map((event) => (
        <li key={`${event.at} ${event.to}`}>
          <p className={classes.line}>
            <span data-kind={event.kind}>{eventWord(event)}</span>
            <code>{event.to}</code>
            {event.from && (
              <span className={classes.from}>
                from <code>{event.from}</code>
              </span>
            )}
          </p>
          <p className={classes.reason} title={event.reason}>
            {engineWords(event.reason)}
          </p>
          <span className={classes.age}>
            <Ago at={event.at} inWords />
          </span>
        </li>
      ))}
    </ol>
  );
}
