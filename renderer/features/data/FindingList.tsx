import { useState } from 'react';
import type { Finding, FindingLevel } from '#core/contract/index.ts';
import { engineWords, formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { sortFindings } from './data-view.ts';
import classes from './FindingList.module.css';

const LEVEL_NAMES: Record<FindingLevel, string> = {
  block: 'stops training',
  warn: 'changes numbers',
  note: 'worth knowing',
};

/** Findings with a shape for how bad each is; each opens to the rows behind it. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className={classes.list}>
      {sortFindings(findings).map((finding) => (
        <FindingItem key={finding.rule} finding={finding} />
      ))}
    </ul>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const [open, setOpen] = useState(false);
  return (
    <li className={classes.item}>
      <LevelMark level={finding.level} />
      <div className={classes.text}>
        <b>{engineWords(finding.title)}</b>
        <p>{engineWords(finding.detail)}</p>
        {open && <Rows finding={finding} />}
      </div>
      {finding.rows.length > 0 && (
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Look at'} the rows: ${finding.title}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Look'}
        </button>
      )}
    </li>
  );
}

function Rows({ finding }: { finding: Finding }) {
  const hidden = finding.count - finding.rows.length;
  return (
    <ScrollRegion className={classes.rows} label={`Rows: ${finding.title}`}>
      <ol>
        {finding.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line can be named twice
          <li key={index}>
            {row.line !== undefined && (
              <span className={classes.line}>{formatCount(row.line)}</span>
            )}
            <span>{row.text}</span>
          </li>
        ))}
      </ol>
      {hidden > 0 && <p className={classes.more}>{formatQuantity(hidden, 'more', 'more')}</p>}
    </ScrollRegion>
  );
}

/** A filled disc, a triangle or a ring: the shape says it, the colour only helps. */
function LevelMark({ level }: { level: FindingLevel }) {
  return (
    <svg className={classes.mark} data-level={level} viewBox="0 0 12 12" width="11" height="11">
      <title>{LEVEL_NAMES[level]}</title>
      {level === 'block' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {level === 'warn' && <path d="M6 .8 11.6 11H.4z" fill="currentColor" />}
      {level === 'note' && (
        <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      )}
    </svg>
  );
}
