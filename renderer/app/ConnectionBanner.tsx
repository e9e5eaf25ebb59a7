import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { client } from '#renderer/api/client.ts';
import { setConnection, useConnection } from '#renderer/api/connection.ts';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './Banner.module.css';

const RETRY = 2_000;

/** While the engine does not answer: says so, asks it again, and refreshes everything once it is back. */
export function ConnectionBanner() {
  const lost = useConnection() === 'lost';
  const cache = useQueryClient();
  const asking = useRef(false);
  const ask = useCallback(async () => {
    // In the desktop app a question waits for the engine's restart: one is enough.
    if (asking.current) return;
    asking.current = true;
    const answered = await client.engine.info().then(
      () => true,
      () => false,
    );
    asking.current = false;
    if (!answered) return;
    setConnection('online');
    await cache.invalidateQueries();
  }, [cache]);

  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => void ask(), RETRY);
    return () => clearInterval(timer);
  }, [lost, ask]);

  if (!lost) return null;
  return (
    <div className={classes.banner} role="status">
      <Ring share={null} />
      <span>
        <b>The engine does not answer.</b> What you see may be old; nothing is lost. Trying again
        every two seconds.
      </span>
      <Button size="compact-xs" onClick={() => void ask()}>
        Try now
      </Button>
    </div>
  );
}
