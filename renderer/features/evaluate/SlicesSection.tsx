import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { EvaluationDetail, Interval } from '#core/contract/index.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './EvaluateScreen.module.css';
import { Nothing } from './Nothing.tsx';
import { SlicesChart } from './SlicesChart.tsx';
import { SlicesTable } from './SlicesTable.tsx';
import { facetsOf, shownFacet, sliceVerdict } from './slices-view.ts';
import tables from './tables.module.css';

/** Above so many letters the facets do not fit side by side. */
const MOST_LETTERS = 90;

interface Props {
  detail: EvaluationDetail;
  /** NDCG@10 of all queries. */
  overall: Interval;
  comparing: boolean;
}

/** How the version does on parts of the test queries. */
export function SlicesSection({ detail, overall, comparing }: Props) {
  const [chosen, setChosen] = useState('');
  const facets = facetsOf(detail.slices);
  const facet = shownFacet(facets, chosen);
  const slices = facets.get(facet) ?? [];
  if (slices.length === 0) {
    return (
      <Nothing title="Slices">
        There are too few test queries to look at parts of them: an interval of so few would span
        everything. Judge more queries.
      </Nothing>
    );
  }
  const names = [...facets.keys()];
  const options = names.map((name) => ({ value: name, label: name }));
  const verdict = comparing ? sliceVerdict(detail.slices, detail.against) : null;
  return (
    <>
      <div className={classes.choice}>
        {names.join('').length > MOST_LETTERS ? (
          <NativeSelect
            size="xs"
            aria-label="Slice by"
            value={facet}
            data={options}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        ) : (
          <Segments label="Slice by" value={facet} options={options} onChange={setChosen} />
        )}
        <p className={tables.words}>
          {verdict ?? 'Parts of the test queries; a part with few queries has a wide interval.'}
        </p>
      </div>
      <div className={classes.chartAndTable} data-comparing={comparing || undefined}>
        <SlicesChart slices={slices} facet={facet} version={detail.version} overall={overall} />
        <SlicesTable slices={slices} facet={facet} against={comparing ? detail.against : null} />
      </div>
    </>
  );
}
