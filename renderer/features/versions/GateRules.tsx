import { IconCheck, IconX } from '@tabler/icons-react';
import type { GateRule } from '#core/contract/index.ts';
import { engineWords } from '#renderer/ui/format.ts';
import { ruleNumbers } from '../train/train-view.ts';
import classes from './GateRules.module.css';
import { ruleValue } from './version-view.ts';

/** The rules of the gate, each with its numbers and why it holds or fails. */
export function GateRules({ rules, label }: { rules: readonly GateRule[]; label: string }) {
  return (
    <ul className={classes.rules} aria-label={label}>
      {rules.map((rule) => (
        <li key={rule.rule} data-pass={rule.pass || undefined}>
          {rule.pass ? (
            <IconCheck size={15} stroke={2.4} aria-label="passes" />
          ) : (
            <IconX size={15} stroke={2.4} aria-label="fails" />
          )}
          <span>
            <span className={classes.line}>
              <span>{engineWords(rule.title)}</span>
              <span className={classes.value} title={ruleNumbers(rule)}>
                {ruleValue(rule)}
              </span>
            </span>
            <span className={classes.reason}>{engineWords(rule.reason)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
