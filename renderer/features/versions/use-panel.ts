import { useEffect, useState } from 'react';
import type { VersionSummary } from '#core/contract/index.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { forgetAsked, type Panel, useAsked } from './panels.ts';

/** Which panel is open, for which version: it closes where another version is looked at. */
export function usePanel(current: string, select: (version: string) => void) {
  const [opened, setOpened] = useState<{ version: string; panel: Panel } | null>(null);
  const asked = useAsked();
  useEffect(() => {
    if (!asked) return;
    forgetAsked();
    select(asked.version);
    setOpened(asked);
  }, [asked, select]);
  return {
    panel: opened?.version === current ? opened.panel : null,
    show: (panel: Panel | null) => setOpened(panel && { version: current, panel }),
  };
}

/** Says why a key does nothing. */
export function sayObstacle({ version }: Pick<VersionSummary, 'version'>, obstacle: string): void {
  showToast({ kind: 'obstacle', message: `${version}: ${obstacle}` });
}
