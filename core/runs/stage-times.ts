/** How long each stage of a run takes, also of one that never ends. */
export interface StageTimes {
  /** The stage before it ends, where nothing said so. */
  begin(stage: string): void;
  end(): void;
  /** Stage -> seconds, in the order in which they began; one that has only begun has 0. */
  seconds(): Record<string, number>;
}

/** `elapsed` gives milliseconds. */
export function stageTimes(elapsed: () => number): StageTimes {
  const times: Record<string, number> = {};
  let running: { stage: string; since: number } | null = null;

  function end(): void {
    if (running) times[running.stage] = Math.round(elapsed() - running.since) / 1000;
    running = null;
  }

  return {
    begin(stage) {
      end();
      times[stage] = 0;
      running = { stage, since: elapsed() };
    },
    end,
    seconds: () => ({ ...times }),
  };
}
