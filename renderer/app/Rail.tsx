import { modKey } from '#renderer/ui/Kbd.tsx';
import { addressOf, useRoute } from './navigate.ts';
import classes from './Rail.module.css';
import { footScreens, type Screen, screens, settingsScreen } from './screens.tsx';

export function Rail() {
  return (
    <nav className={classes.rail} aria-label="Screens">
      {screens.map((screen, index) => (
        <RailLink key={screen.id} screen={screen} shortcut={`${index + 1}`} />
      ))}
      <div className={classes.foot}>
        {footScreens.map((screen) => (
          <RailLink key={screen.id} screen={screen} />
        ))}
        <RailLink screen={settingsScreen} shortcut="," />
      </div>
    </nav>
  );
}

function RailLink({ screen, shortcut }: { screen: Screen; shortcut?: string }) {
  const { id, label, purpose, Icon } = screen;
  const isCurrent = useRoute().screen === id;
  return (
    <a
      className={classes.item}
      href={addressOf(id)}
      title={shortcut ? `${purpose} (${modKey()} ${shortcut})` : purpose}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <Icon size={19} stroke={1.6} aria-hidden="true" />
      <span>{label}</span>
    </a>
  );
}
