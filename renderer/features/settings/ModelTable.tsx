import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ModelSummary } from '#core/contract/index.ts';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { formatBytes, formatMoment } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { useRemoveModel } from '../models/use-models.ts';
import classes from './ModelTable.module.css';
import { modelFacts, modelRow } from './models-view.ts';
import shared from './SettingsScreen.module.css';

const COLUMNS = [
  'Model',
  'Kind',
  'Languages',
  'Dimensions',
  'Max tokens',
  'Weights',
  'Size',
  'Licence',
  'Used by',
] as const;
const NUMBERS: ReadonlySet<string> = new Set(['Dimensions', 'Max tokens', 'Size']);

/** What each model is, who uses it, and how to be rid of it. */
export function ModelTable({
  models,
  readOnly,
}: {
  models: readonly ModelSummary[];
  readOnly: boolean;
}) {
  return (
    <table className={shared.table} aria-label="Models">
      <thead>
        <tr>
          {COLUMNS.map((title) => (
            <th key={title} scope="col" className={NUMBERS.has(title) ? shared.number : undefined}>
              {title}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <ModelRows key={model.id} model={model} readOnly={readOnly} />
        ))}
      </tbody>
    </table>
  );
}

function ModelRows({ model, readOnly }: { model: ModelSummary; readOnly: boolean }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const row = modelRow(model, readOnly);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr>
        <td>
          <div className={classes.name}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={20}
              aria-label={`Details of ${row.name}`}
              aria-expanded={open}
              aria-controls={open ? details : undefined}
              onClick={() => setOpen(!open)}
            >
              <Chevron size={14} stroke={2} />
            </ActionIcon>
            <b title={row.name}>{row.name}</b>
          </div>
        </td>
        <td className={shared.dim}>{row.kind}</td>
        <td className={shared.dim}>{row.languages}</td>
        <td className={shared.number}>{row.dimensions}</td>
        <td className={shared.number}>{row.maxTokens}</td>
        <td className={shared.nowrap}>{row.weights}</td>
        <td className={shared.number}>{row.size}</td>
        <td className={shared.dim}>{row.licence}</td>
        <td className={shared.dim}>{row.usedBy}</td>
        <td>
          <div className={shared.actions}>
            <RemoveButton model={model} name={row.name} keeps={row.keeps} />
          </div>
        </td>
      </tr>
      {row.damage && (
        <tr className={classes.damaged}>
          <td colSpan={COLUMNS.length + 1}>
            <p className={classes.damage}>
              <IconAlertTriangle size={14} stroke={2} aria-hidden="true" /> {row.damage}
            </p>
          </td>
        </tr>
      )}
      {open && (
        <tr id={details} className={classes.details}>
          <td colSpan={COLUMNS.length + 1}>
            <Details model={model} keeps={row.keeps} />
          </td>
        </tr>
      )}
    </>
  );
}

interface RemoveProps {
  model: ModelSummary;
  name: string;
  keeps: string | null;
}

function RemoveButton({ model, name, keeps }: RemoveProps) {
  const remove = useRemoveModel();
  return (
    <ConfirmButton
      label="Remove"
      name={`Remove ${name}`}
      question={
        <>
          {formatBytes(model.bytes)} are deleted from the workspace. No version embeds with it; it
          can be added again.
        </>
      }
      obstacle={keeps}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(model.id)}
    />
  );
}

function Details({ model, keeps }: { model: ModelSummary; keeps: string | null }) {
  return (
    <dl className={shared.list}>
      {modelFacts(model).map(([title, text]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <dt>Id</dt>
      <dd>
        <CopyableKey value={model.id} limit={60} />
      </dd>
      {model.sha256 && (
        <>
          <dt>SHA-256</dt>
          <dd>
            <CopyableKey value={model.sha256} limit={26} />
          </dd>
        </>
      )}
      {model.addedAt && !model.builtin && (
        <>
          <dt>Added</dt>
          <dd>{formatMoment(model.addedAt)}</dd>
        </>
      )}
      {keeps && (
        <>
          <dt>Cannot be removed</dt>
          <dd>{keeps}</dd>
        </>
      )}
    </dl>
  );
}
