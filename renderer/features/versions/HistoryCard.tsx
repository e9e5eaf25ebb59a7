import type { PromotionEvent } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { PromotionList } from './PromotionList.tsx';
import classes from './VersionsScreen.module.css';

/** Every change of latest in this workspace, newest first. */
export function HistoryCard({ history }: { history: readonly PromotionEvent[] }) {
  if (history.length === 0) return null;
  return (
    <Card
      title="Changes of latest"
      aside={formatQuantity(history.length, 'change')}
      flush
      className={classes.history}
    >
      <ScrollRegion className={classes.events} label="Changes of latest, scrolls">
        <PromotionList events={history} label="Changes of latest" wide />
      </ScrollRegion>
    </Card>
  );
}
