import type { UpdateAction, UpdateState } from '@mytone/shared/update-state.ts';
import { withDeadline } from '../auth/time/deadline.ts';
import type { Clock, Log, Timer } from '../ports.ts';
import { failureOf, UpdateError } from './core/update-failure.ts';
import { startMachine, step, type UpdateEffect, type UpdateEvent } from './core/update-machine.ts';
import type { Download, Offer, Updater } from './ports.ts';

/** The first check waits, so that it does not slow the start down; milliseconds. */
export const firstCheckMs = 30_000;
export const checkEveryMs = 6 * 60 * 60 * 1000;
/** The limit for a check, and for a download without progress; milliseconds. */
export const longestSilenceMs = 60_000;

export interface UpdatesDeps {
  readonly initial: UpdateState;
  /** Loads electron-updater; called for each check. Null for a copy that does not update itself. */
  readonly openUpdater: (() => Promise<Updater>) | null;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Updates {
  getState(): UpdateState;
  onChange(listener: (state: UpdateState) => void): void;
  /** What the user asks for; ignored if it does not fit the state. */
  act(action: UpdateAction): void;
  /** Starts the regular checks: after half a minute, then every six hours. */
  start(): void;
}

/** The updates of this copy: performs what the core decides, one action at a time. */
export function createUpdates({ initial, openUpdater, clock, log }: UpdatesDeps): Updates {
  let machine = startMachine(initial);
  let offer: Offer | null = null;
  let download: Download | null = null;
  let downloading = new AbortController();
  let previous: Promise<unknown> = Promise.resolve();
  const listeners: ((state: UpdateState) => void)[] = [];

  const effects: Record<UpdateEffect, () => Promise<void>> = {
    check,
    download: runDownload,
    'cancel-download': async () => downloading.abort(),
    install: async () => download?.install(),
  };

  function send(event: UpdateEvent): void {
    const next = step(machine, event, clock.monotonic());
    const isChanged = next.machine.state !== machine.state;
    machine = next.machine;
    if (isChanged) {
      logChange(machine.state);
      for (const listener of listeners) {
        listener(machine.state);
      }
    }
    if (next.effect !== null) {
      void run(next.effect);
    }
  }

  async function run(effect: UpdateEffect): Promise<void> {
    try {
      await effects[effect]();
    } catch (error) {
      const code = failureOf(error);
      if (code === 'unexpected') {
        log.error('update.failed', error, { effect });
      } else {
        log.warn('update.failed', { effect, code, detail: detailOf(error) });
      }
      send({ type: 'failed', code });
    }
  }

  function logChange(state: UpdateState): void {
    if (state.kind !== 'downloading' || state.percent === 0) {
      log.info('update.changed', {
        to: state.kind,
        version: 'version' in state ? state.version : null,
      });
    }
  }

  async function check(): Promise<void> {
    const asking = new AbortController();
    const updater = await openUpdater?.();
    if (updater === undefined) {
      return;
    }
    const found = await withDeadline(
      updater.check(asking.signal).then((value) => ({ value })),
      longestSilenceMs,
      clock,
    );
    if (found === null) {
      asking.abort();
      throw new UpdateError('unreachable', 'no answer');
    }
    offer = found.value;
    send(
      offer === null
        ? { type: 'nothing-found' }
        : { type: 'found', version: offer.version, bytes: offer.bytes },
    );
  }

  async function runDownload(): Promise<void> {
    if (offer === null) {
      return;
    }
    const { bytes } = offer;
    const current = new AbortController();
    downloading = current;
    const stall = watchForSilence(clock, () => current.abort());
    let percent = 0;
    const onProgress = (transferred: number) => {
      stall.restart();
      const next = Math.floor((transferred / bytes) * 100);
      if (next !== percent && !current.signal.aborted) {
        percent = next;
        send({ type: 'progress', percent });
      }
    };
    try {
      // A cancelled download may still be cleaning up.
      await previous;
      const arriving = offer.download(onProgress, current.signal);
      previous = arriving.catch(() => {});
      download = await arriving;
      send({ type: 'downloaded' });
    } catch (error) {
      if (!current.signal.aborted) {
        throw error;
      }
      if (stall.isSilent()) {
        throw new UpdateError('unreachable', 'the download stood still');
      }
    } finally {
      stall.stop();
    }
  }

  return {
    getState: () => machine.state,
    onChange: (listener) => void listeners.push(listener),
    act: (type) => send({ type }),
    start() {
      const checkAgain = () => {
        send({ type: 'check-due' });
        clock.schedule(checkAgain, checkEveryMs);
      };
      clock.schedule(checkAgain, firstCheckMs);
    },
  };
}

/** The loggable facts of an expected failure: no message, which may contain addresses and responses. */
function detailOf(error: unknown): string {
  if (error instanceof UpdateError) {
    return error.message;
  }
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

interface SilenceWatch {
  restart(): void;
  stop(): void;
  isSilent(): boolean;
}

function watchForSilence(clock: Clock, onSilence: () => void): SilenceWatch {
  let isSilent = false;
  const schedule = (): Timer =>
    clock.schedule(() => {
      isSilent = true;
      onSilence();
    }, longestSilenceMs);
  let timer = schedule();
  return {
    restart() {
      timer.cancel();
      timer = schedule();
    },
    stop: () => timer.cancel(),
    isSilent: () => isSilent,
  };
}
