import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import classes from './InspectorSplit.module.css';
import { ScrollRegion } from './ScrollRegion.tsx';

interface Props {
  /** Its width is remembered under this name. */
  id: string;
  /** What the inspector is, for people who cannot see where it stands. */
  label: string;
  /** Nothing where it is closed. */
  inspector: ReactNode;
  /** Pixels at first, and at most. */
  width?: number;
  widest?: number;
  children: ReactNode;
}

/** A screen and beside it its inspector, at a width that is remembered. */
export function InspectorSplit(props: Props) {
  const { id, label, inspector, width = 372, widest = 620, children } = props;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    panelIds: inspector ? ['main', 'inspector'] : ['main'],
    storage: window.localStorage,
  });
  return (
    <Group
      className={classes.split}
      {...(defaultLayout && { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id="main" minSize={480}>
        <div className={classes.main}>{children}</div>
      </Panel>
      {inspector && <Separator className={classes.separator} aria-label="Width of the inspector" />}
      {inspector && (
        <Panel
          id="inspector"
          defaultSize={width}
          minSize={300}
          maxSize={widest}
          groupResizeBehavior="preserve-pixel-size"
        >
          <aside className={classes.aside} aria-label={label}>
            <ScrollRegion className={classes.inspector} label={`${label}, scrolls`}>
              {inspector}
            </ScrollRegion>
          </aside>
        </Panel>
      )}
    </Group>
  );
}
