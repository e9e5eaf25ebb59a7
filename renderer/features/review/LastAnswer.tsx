import { BandChip } from '#renderer/ui/BandChip.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { modelWords } from './answer-words.ts';
import type { Desk } from './desk.ts';
import classes from './LastAnswer.module.css';
import type { GivenAnswer } from './review-session.ts';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  desk: Desk;
  /** Looks for another entry; missing where no pair is shown. */
  onSearch?: (() => void) | undefined;
}

/** What was answered last, what the model had thought, and how to take it back. */
export function LastAnswer({ desk: { session, canAnswer, takeBack }, onSearch }: Props) {
  const last = session.answers.at(-1);
  return (
    <div className={classes.root}>
      <section className={classes.answer} aria-label="Your last answer">
        {last && <Said answer={last} />}
      </section>
      <div className={classes.hints}>
        {last && (
          <button type="button" disabled={!canAnswer} onClick={() => takeBack(last)}>
            <Kbd>U</Kbd> undo
          </button>
        )}
        {onSearch && (
          <button type="button" title="Look for the right one in Search" onClick={onSearch}>
            <Kbd>0</Kbd> another entry
          </button>
        )}
      </div>
    </div>
  );
}

function Said({ answer }: { answer: GivenAnswer }) {
  const { verdict, query, name, model, why } = answer;
  return (
    <>
      <p className={classes.line}>
        <VerdictMark verdict={verdict} />
        <span className={classes.pair} title={`“${query}”, ${name}`}>
          “{query}” <span aria-hidden="true">→</span> {name}
        </span>
      </p>
      <p className={classes.line} data-dim>
        {model && (
          <>
            <span className={classes.model}>{sentence(modelWords(answer))}</span>
            {model.band && <BandChip band={model.band} />}
          </>
        )}
        <span className={classes.why} title={engineWords(why)}>
          {engineWords(why)}
        </span>
      </p>
    </>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
