import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './Inspector.module.css';
import type { VersionFact } from './manifest-view.ts';

/** Names with their values; ids can be copied, others followed. */
export function FactList({ facts }: { facts: readonly VersionFact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd title={fact.value}>
            <Value {...fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, id, address }: VersionFact) {
  if (address) {
    return (
      <a href={address}>
        <code>{value}</code>
      </a>
    );
  }
  return id ? <CopyableKey value={value} limit={20} /> : value;
}
