import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { JobState, RunDetail } from '#core/contract/index.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { engineWords, formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import { logTime } from '../train/train-view.ts';
import classes from './RunInspector.module.css';
import { filterLog, type LogLevel, logLinesText } from './run-view.ts';

const LEVELS = [
  { value: 'all', label: 'All' },
  { value: 'problems', label: 'Problems' },
] as const;

/** What a run said, oldest first, and what of it one looks for. */
export function RunLog({ detail, live }: { detail: RunDetail; live: JobState | undefined }) {
  const [text, setText] = useState('');
  const [level, setLevel] = useState<LogLevel>('all');
  const all = live && live.log.length > detail.log.length ? live.log : detail.log;
  const lines = filterLog(all, { level, text });
  return (
    <>
      <div className={classes.logTools}>
        <TextInput
          size="xs"
          type="search"
          aria-label="Search the log"
          placeholder="Search the log"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Segments<LogLevel> label="Lines" value={level} options={LEVELS} onChange={setLevel} />
        <CopyButton text={() => logLinesText(lines)} />
      </div>
      <p className={classes.quiet} role="status">
        {howMany(lines.length, all.length, detail.logLines)}
      </p>
      {lines.length > 0 && (
        <ScrollRegion className={classes.log} label="Lines of the log">
          <ol>
            {lines.map(({ at, level: of, stage, message }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and keep their places
              <li key={`${place} ${at}`} className={classes.line} data-level={of}>
                <time dateTime={at} title={at}>
                  {logTime(at)}
                </time>
                <span>{stage}</span>
                <span>
                  {of !== 'info' && (
                    <b className={classes.level}>{of === 'warn' ? 'warning: ' : 'error: '}</b>
                  )}
                  {engineWords(message)}
                </span>
              </li>
            ))}
          </ol>
        </ScrollRegion>
      )}
    </>
  );
}

function howMany(shown: number, loaded: number, written: number): string {
  if (loaded === 0) return 'It wrote nothing to its log.';
  const rest = written > loaded ? `, the last of ${formatCount(written)}` : '';
  if (shown < loaded) return `${formatCount(shown)} of ${formatQuantity(loaded, 'line')}${rest}`;
  return `${formatQuantity(loaded, 'line')}${rest}`;
}
