import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { CatalogueModel } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes, formatCount } from '#renderer/ui/format.ts';
import { additionPhase, useAdditions } from '../models/additions.ts';
import { useAddModel } from '../models/use-add-model.ts';
import { useCatalogue } from '../models/use-models.ts';
import classes from './Catalogue.module.css';
import shared from './SettingsScreen.module.css';

/** Models that are known to work, with what each is good for. */
export function Catalogue({ obstacle }: { obstacle: string | null }) {
  const { data: models, error } = useCatalogue();
  if (error && !isUnreachable(error)) return <ErrorState failure={toFailure(error)} />;
  if (!models) return null;
  return (
    <table
      className={`${shared.table} ${classes.catalogue}`}
      aria-label="Models that can be downloaded"
    >
      <thead>
        <tr>
          <th scope="col">Known to work</th>
          <th scope="col">Languages</th>
          <th scope="col" className={shared.number}>
            Dimensions
          </th>
          <th scope="col">Parameters</th>
          <th scope="col" className={shared.number}>
            Download
          </th>
          <th scope="col">Licence</th>
          <th scope="col">
            <span className="visually-hidden">Download it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <Row key={model.repo} model={model} obstacle={obstacle} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ model, obstacle }: { model: CatalogueModel; obstacle: string | null }) {
  const { repo, name, languages, dimensions, parameters, bytes, licence, advice } = model;
  return (
    <tr>
      <td>
        <b title={repo}>{name}</b>
        <p className={shared.small}>{advice}</p>
      </td>
      <td className={shared.dim}>{languages}</td>
      <td className={shared.number}>{formatCount(dimensions)}</td>
      <td className={shared.dim}>{parameters}</td>
      <td className={shared.number}>{formatBytes(bytes)}</td>
      <td className={shared.dim}>{licence}</td>
      <td>
        <div className={shared.actions}>
          <Choice model={model} obstacle={obstacle} />
        </div>
      </td>
    </tr>
  );
}

function Choice({ model, obstacle }: { model: CatalogueModel; obstacle: string | null }) {
  const { begin } = useAddModel();
  const onItsWay = useIsOnItsWay(model.repo);
  if (model.installed) {
    return (
      <span className={classes.added}>
        <IconCheck size={14} stroke={2.4} aria-hidden="true" /> added
      </span>
    );
  }
  return (
    <Button
      size="compact-xs"
      aria-label={`Download ${model.name}`}
      disabled={obstacle !== null || onItsWay}
      title={obstacle ?? undefined}
      onClick={() => void begin({ name: model.name, source: { from: 'hub', repo: model.repo } })}
    >
      {onItsWay ? 'On its way' : 'Download'}
    </Button>
  );
}

function useIsOnItsWay(repo: string): boolean {
  const jobs = useJobs();
  return useAdditions().some((addition) => {
    if (addition.source.from !== 'hub' || addition.source.repo !== repo) return false;
    const { phase } = additionPhase(addition, jobs);
    return phase === 'sending' || phase === 'working';
  });
}
