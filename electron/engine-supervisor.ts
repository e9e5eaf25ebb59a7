import type { EngineState } from '#core/contract/desktop-bridge.ts';
import { type EngineTarget, HostReply, type HostRequest } from './engine-messages.ts';
import { decideRestart } from './restart-policy.ts';

/** The engine's process, as far as its supervisor needs it. */
export interface EngineChild<Port> {
  post(request: HostRequest, port?: Port): void;
  onReply(listener: (reply: unknown) => void): void;
  /** May call back more than once for one end: several signals tell of it. */
  onGone(listener: (reason: string) => void): void;
  kill(): void;
}

/** A page that wants the engine. */
export interface EnginePage<Port> {
  readonly id: number;
  isGone(): boolean;
  deliver(port: Port): void;
}

export interface SupervisorDeps<Port> {
  fork(): EngineChild<Port>;
  /** Two connected ports: the engine's and the page's. */
  openChannel(): readonly [engine: Port, page: Port];
  /** Milliseconds. */
  now(): number;
  /** Runs later; returns how to call it off. */
  schedule(run: () => void, milliseconds: number): () => void;
  report(state: EngineState): void;
  /** The engine is in another folder now. */
  onWorkspace(folder: string, asked: boolean): void;
  onRefused(folder: string, message: string): void;
}

/**
 * Keeps one engine running for all pages: starts it, gives a page one port for each time it asks,
 * and after an unexpected end starts it again with growing delays until decideRestart says no.
 * A page's pending calls are rejected by the end of its port, which the engine's process takes with
 * it; it asks again then, and gets its port as soon as there is an engine.
 */
export class EngineSupervisor<Port> {
  readonly #deps: SupervisorDeps<Port>;
  /** Pages that asked while there was no engine. */
  readonly #waiting = new Map<number, EnginePage<Port>>();
  #child: EngineChild<Port> | null = null;
  #target: EngineTarget | null = null;
  #ends: readonly number[] = [];
  #cancelRestart: (() => void) | null = null;
  #onStopped: (() => void) | null = null;

  constructor(deps: SupervisorDeps<Port>) {
    this.#deps = deps;
  }

  /** The workspace folder of this start, or of the last; null before the first. */
  get folder(): string | null {
    return this.#target?.folder ?? null;
  }

  /** Starts the engine on a workspace, in place of the one that may be running. Forgets earlier ends. */
  start(target: EngineTarget): void {
    this.#ends = [];
    this.#target = target;
    this.#drop();
    this.#launch();
  }

  /** Starts again where it was, after it was stopped. Throws where nothing was ever started. */
  startAgain(): void {
    if (this.#target === null) throw new Error('the engine has no workspace yet');
    this.start(this.#target);
  }

  /** Gives a page one port: now, or once the engine runs again. */
  connect(page: EnginePage<Port>): void {
    if (this.#child === null) this.#waiting.set(page.id, page);
    else this.#link(this.#child, page);
  }

  /** Opens another folder in the running engine; the outcome comes by onWorkspace or onRefused. */
  switchTo(folder: string): void {
    this.#child?.post({ type: 'switch', folder });
  }

  /** Closes the engine in order; kills it after `milliseconds`. Resolves once it is gone or killed. */
  async stop(milliseconds: number): Promise<void> {
    this.#cancelRestart?.();
    this.#cancelRestart = null;
    const child = this.#child;
    if (child === null) return;
    const callOff = await new Promise<() => void>((resolve) => {
      const callOff = this.#deps.schedule(() => resolve(callOff), milliseconds);
      this.#onStopped = () => resolve(callOff);
      child.post({ type: 'close' });
    });
    callOff();
    this.#drop();
  }

  #launch(): void {
    if (this.#target === null) return;
    const child = this.#deps.fork();
    this.#child = child;
    child.onGone((reason) => this.#lost(child, reason));
    child.onReply((reply) => this.#heard(child, HostReply.parse(reply)));
    child.post({ type: 'open', target: this.#target });
    this.#deps.report({ state: 'starting' });
    const pages = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const page of pages) this.#link(child, page);
  }

  #link(child: EngineChild<Port>, page: EnginePage<Port>): void {
    if (page.isGone()) return;
    const [enginePort, pagePort] = this.#deps.openChannel();
    child.post({ type: 'connect' }, enginePort);
    page.deliver(pagePort);
  }

  #heard(child: EngineChild<Port>, reply: HostReply): void {
    if (child !== this.#child) return;
    if (reply.type === 'ready') this.#deps.report({ state: 'ready' });
    else if (reply.type === 'workspace') this.#moved(reply.folder, reply.asked);
    else if (reply.type === 'refused') this.#deps.onRefused(reply.folder, reply.message);
    else if (reply.type === 'closed') this.#onStopped?.();
    else this.#failed(reply.code, reply.message);
  }

  #moved(folder: string, asked: boolean): void {
    this.#target = { folder, readOnly: false };
    this.#deps.onWorkspace(folder, asked);
  }

  /** A folder that cannot be opened will not open better a second later: the user decides. */
  #failed(code: string, message: string): void {
    this.#drop();
    this.#deps.report({ state: 'failed', code, message });
  }

  #lost(child: EngineChild<Port>, reason: string): void {
    if (child !== this.#child) return;
    this.#child = null;
    child.kill();
    if (this.#onStopped !== null) this.#onStopped();
    else this.#recover(reason);
  }

  #recover(reason: string): void {
    const decision = decideRestart(this.#ends, this.#deps.now());
    this.#ends = decision.ends;
    if (!decision.restart) {
      this.#deps.report({ state: 'stopped', reason });
      return;
    }
    this.#deps.report({ state: 'restarting', milliseconds: decision.delay, reason });
    this.#cancelRestart = this.#deps.schedule(() => this.#launch(), decision.delay);
  }

  /** Ends the current child on purpose, so that its end is not taken for a crash. */
  #drop(): void {
    this.#cancelRestart?.();
    this.#cancelRestart = null;
    this.#onStopped = null;
    const child = this.#child;
    this.#child = null;
    child?.kill();
  }
}
