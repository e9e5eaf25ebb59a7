import { Card } from '#renderer/ui/Card.tsx';
import classes from './EvaluateScreen.module.css';
import type { NumberCard } from './evaluate-view.ts';

export function NumberCards({ cards }: { cards: readonly NumberCard[] }) {
  return (
    <div className={classes.cards}>
      {cards.map(({ title, value, uncertainty, note, tone }) => (
        <Card key={title}>
          <p className={classes.name}>{title}</p>
          <p className={classes.number}>
            <strong>{value}</strong> <span>{uncertainty}</span>
          </p>
          <p className={classes.note} data-tone={tone} title={note}>
            {note}
          </p>
        </Card>
      ))}
    </div>
  );
}
