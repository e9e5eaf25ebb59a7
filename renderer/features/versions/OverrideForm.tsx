import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { VersionSummary } from '#core/contract/index.ts';
import { GateRules } from './GateRules.tsx';
import classes from './panel.module.css';
import { isReason } from './promotion-view.ts';
import { failedRules } from './version-view.ts';

interface Props {
  version: VersionSummary;
  onSubmit(reason: string): void;
}

/** The rules that a version fails, and why it is to become latest all the same. */
export function OverrideForm({ version, onSubmit }: Props) {
  const [reason, setReason] = useState('');
  const failed = failedRules(version);
  return (
    <form
      className={classes.options}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReason(reason)) onSubmit(reason.trim());
      }}
    >
      <h2>
        {version.gate.length === 0
          ? `${version.version} was not measured`
          : `The gate refuses ${version.version}`}
      </h2>
      {failed.length > 0 && <GateRules rules={failed} label="Rules that fail" />}
      <Textarea
        data-autofocus
        size="xs"
        label="Why it is to become latest all the same"
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <span className={classes.about}>Kept in the history.</span>
        <Button type="submit" variant="filled" disabled={!isReason(reason)}>
          Promote all the same
        </Button>
      </div>
    </form>
  );
}
