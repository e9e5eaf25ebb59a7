import { NativeSelect } from '@mantine/core';
import type { Settings, WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import shared from './SettingsScreen.module.css';

type NumberName = 'lexicalDimensions' | 'candidates' | 'maxNdcgDrop' | 'rrfK' | 'seed';

interface Field {
  name: NumberName;
  title: string;
  hint: string;
  range: readonly [number, number];
  decimals?: number;
  grouped?: boolean;
}

const FIELDS: readonly Field[] = [
  {
    name: 'lexicalDimensions',
    title: 'Dimensions for spelling',
    hint: 'Components that the lexical embedder keeps',
    range: [8, 512],
  },
  {
    name: 'candidates',
    title: 'Candidates',
    hint: 'Entries that meaning and spelling each put forward to be scored',
    range: [10, 1000],
  },
  {
    name: 'maxNdcgDrop',
    title: 'NDCG@10 may fall by',
    hint: 'The gate refuses a version that is worse than latest by more',
    range: [0, 1],
    decimals: 4,
  },
  {
    name: 'rrfK',
    title: 'Rank fusion constant',
    hint: 'Used before there is a match model',
    range: [1, 1000],
  },
  {
    name: 'seed',
    title: 'Seed',
    hint: 'Every random choice of a training follows from it',
    range: [0, Number.MAX_SAFE_INTEGER],
    grouped: false,
  },
];

const CHOICES = {
  terms: {
    title: 'Vectors',
    options: [
      { value: 'each', label: 'one for each term' },
      { value: 'joined', label: 'one for each entry' },
    ],
  },
  keyIsTerm: {
    title: 'The key is a term',
    options: [
      { value: 'auto', label: 'where it reads like a name' },
      { value: 'yes', label: 'always' },
      { value: 'no', label: 'never' },
    ],
  },
} as const;

/** Settings of the next training that Train does not ask for each time. */
export function MatchingCard({
  workspace: { settings, readOnly },
}: {
  workspace: WorkspaceSummary;
}) {
  const change = useSettingsChange();
  return (
    <Card title="Training" aside={<span>for the next training</span>}>
      <dl className={shared.list}>
        {(['terms', 'keyIsTerm'] as const).map((name) => (
          <Choice
            key={name}
            name={name}
            value={settings[name]}
            disabled={readOnly}
            onChoose={(chosen) => change.mutate(chosen)}
          />
        ))}
        {FIELDS.map(({ name, title, ...field }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>
              <div className={shared.field}>
                <NumberSetting
                  {...field}
                  title={title}
                  value={settings[name]}
                  disabled={readOnly}
                  onKeep={(value) => value !== null && change.mutate({ [name]: value })}
                />
                <span className={shared.small}>{field.hint}</span>
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

interface ChoiceProps {
  name: keyof typeof CHOICES;
  value: string;
  disabled: boolean;
  onChoose(change: Partial<Settings>): void;
}

function Choice({ name, value, disabled, onChoose }: ChoiceProps) {
  const { title, options } = CHOICES[name];
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <NativeSelect
          size="xs"
          w={210}
          aria-label={title}
          disabled={disabled}
          data={options}
          value={value}
          onChange={(event) => onChoose({ [name]: event.currentTarget.value })}
        />
      </dd>
    </>
  );
}
