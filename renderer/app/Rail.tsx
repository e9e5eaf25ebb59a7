import { modKey } from '#renderer/ui/Kbd.tsx';
import { addressOf, useRoute } from './navigate.ts';
import classes from './Rail.module.css';
import { screens } from './screens.tsx';

export function Rail() {
  const route = useRoute();
  return (
    <nav className={classes.rail} aria-label="Screens">
      {screens.map(({ id, label, purpose, Icon }, index) => (
        <a
          key={id}
          className={classes.item}
          href={addressOf(id)}
          title={`${purpose} (${modKey()} ${index + 1})`}
          aria-current={route.screen === id ? 'page' : undefined}
        >
          <Icon size={19} stroke={1.6} aria-hidden="true" />
          <span>{label}</span>
        </a>
      ))}
    </nav>
  );
}
