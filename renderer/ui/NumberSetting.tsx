import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import classes from './NumberSetting.module.css';
import { settledNumber } from './settled-number.ts';

interface Props {
  title: string;
  hint?: string;
  /** null shows an empty field, where `empty` says what that means. */
  value: number | null;
  range: readonly [number, number];
  /** Shown in an empty field; with it, emptying the field means null. */
  empty?: string;
  decimals?: number;
  /** Digits in groups of three; not for what is a name rather than an amount. */
  grouped?: boolean;
  disabled: boolean;
  onKeep(value: number | null): void;
}

/** A number that is kept when the field is left or Enter is pressed; one that is out of range goes back. */
export function NumberSetting(props: Props) {
  const { title, hint, value, range, empty, decimals = 0, grouped = decimals === 0 } = props;
  const { disabled, onKeep } = props;
  const [typed, setTyped] = useState<string | number | null>(null);
  const keep = () => {
    const settled = settledNumber(typed, { value, range, mayBeEmpty: empty !== undefined });
    if (settled !== value) onKeep(settled);
    setTyped(null);
  };
  return (
    <NumberInput
      aria-label={title}
      title={hint ?? ''}
      size="xs"
      classNames={{ root: classes.root ?? '', input: classes.input ?? '' }}
      hideControls
      allowNegative={false}
      decimalScale={decimals}
      thousandSeparator={grouped ? '\u00a0' : ''}
      placeholder={empty ?? ''}
      disabled={disabled}
      value={typed ?? value ?? ''}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}
