import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Segments.module.css';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; disabled?: boolean }[];
  disabled?: boolean;
  onChange(value: Value): void;
}

/** One of a few choices, as joined buttons. */
export function Segments<Value extends string>(props: Props<Value>) {
  const { label, value, options, disabled = false, onChange } = props;
  return (
    <SegmentedControl
      aria-label={label}
      classNames={classes}
      value={value}
      onChange={(next) => onChange(next as Value)}
      data={[...options]}
      disabled={disabled}
      withItemsBorders={false}
      transitionDuration={120}
    />
  );
}
