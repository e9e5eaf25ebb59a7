import { Suspense, useEffect } from 'react';
import { isWithoutWorkspace, useWorkspace } from '#renderer/api/hooks.ts';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DropTarget } from './DropTarget.tsx';
import { WelcomePage } from './FullPage.tsx';
import { Header } from './Header.tsx';
import { useRoute } from './navigate.ts';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { ScheduleBanner } from './ScheduleBanner.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import classes from './Shell.module.css';
import { StatusLine } from './StatusLine.tsx';
import { allScreens, loadScreens } from './screens.tsx';
import { useCommands } from './use-commands.ts';
import { useJobNews } from './use-job-news.ts';

/** The frame: rail, header and status line stand still around the screen. */
export function Shell() {
  useCommands();
  useJobNews();
  useLoadedScreens();
  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={focusContent}>
        Skip to the content
      </button>
      <Header />
      <Rail />
      <main className={classes.content} id="content" tabIndex={-1}>
        <ConnectionBanner />
        <ScheduleBanner />
        <Screen />
      </main>
      <StatusLine />
      <Palette />
      <DropTarget />
    </div>
  );
}

function Screen() {
  const { screen } = useRoute();
  const { error } = useWorkspace();
  if (isWithoutWorkspace(error)) return <WelcomePage />;
  const View = allScreens.find(({ id }) => id === screen)?.View;
  if (!View) return null;
  return (
    <div className={classes.screen}>
      <ScreenBoundary screen={screen}>
        <Suspense fallback={<div className={classes.loading}>{<SkeletonLines count={6} />}</div>}>
          <View key={screen} />
        </Suspense>
      </ScreenBoundary>
    </div>
  );
}

function useLoadedScreens(): void {
  useEffect(() => {
    const id = requestIdleCallback(() => void loadScreens());
    return () => cancelIdleCallback(id);
  }, []);
}

function focusContent(): void {
  document.getElementById('content')?.focus();
}
