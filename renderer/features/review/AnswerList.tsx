import { IconArrowBackUp } from '@tabler/icons-react';
import { formatQuantity } from '#renderer/ui/format.ts';
import classes from './AnswerList.module.css';
import { modelWords } from './answer-words.ts';
import type { Desk } from './desk.ts';
import { VerdictMark } from './VerdictMark.tsx';

/** Every answer of this session, newest first; each can be taken back by itself. */
export function AnswerList({ desk: { session, canAnswer, takeBack } }: { desk: Desk }) {
  const newestFirst = session.answers.toReversed();
  return (
    <>
      <h2 className={classes.title}>Answers of this session</h2>
      <p className={classes.dim}>
        {newestFirst.length === 0
          ? 'What you answer is listed here and can be taken back one by one.'
          : `${formatQuantity(newestFirst.length, 'answer')}, newest first.`}
      </p>
      <ul className={classes.list}>
        {newestFirst.map((answer) => (
          <li key={answer.token}>
            <VerdictMark verdict={answer.verdict} />
            <div className={classes.pair}>
              <p title={answer.query}>{answer.query}</p>
              <p className={classes.dim} title={answer.name}>
                {answer.name}
              </p>
              {answer.model && <p className={classes.model}>{modelWords(answer)}</p>}
            </div>
            <button
              type="button"
              disabled={!canAnswer}
              title="Undo"
              aria-label={`Undo the answer to “${answer.query}”, ${answer.name}`}
              onClick={() => takeBack(answer)}
            >
              <IconArrowBackUp size={15} stroke={1.8} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
