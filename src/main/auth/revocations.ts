import { z } from 'zod';
import type { Api } from './api.ts';
import { createBackoff } from './backoff.ts';
import type { Clock, Log, SessionRecords, Timer } from './ports.ts';
import type { Vault } from './vault.ts';

const queueSchema = z.array(z.strictObject({ token: z.string(), since: z.number() }));
type Queue = z.infer<typeof queueSchema>;

/** The longest that a server is told of a sign-out, milliseconds (session.md, "Life" 6). */
const longestRetryMs = 7 * 24 * 60 * 60_000;

/** Refresh tokens of ended sessions that the server still has to hear of. */
export interface Revocations {
  /** Tells the server when it can be reached; settles when the token is in the vault's queue. */
  add(token: string): Promise<void>;
  /** Takes up what an earlier run left behind; reads the vault only if something was. */
  resume(): Promise<void>;
  /** Tries again now: the network is back, or the user asked. */
  hurry(): void;
  dispose(): void;
}

interface Dependencies {
  readonly api: Api;
  readonly vault: Vault;
  readonly records: SessionRecords;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export function createRevocations(dependencies: Dependencies): Revocations {
  const { api, vault, records, clock, random, log } = dependencies;
  const backoff = createBackoff(random);
  const abandoned = new AbortController();
  let queue: Queue = [];
  let loading: Promise<void> | undefined;
  let isWorking = false;
  let timer: Timer | undefined;

  function loaded(): Promise<void> {
    loading ??= load();
    return loading;
  }

  async function load(): Promise<void> {
    if (records.read().pendingRevocations === 0) return;
    const stored = await vault.read('revocations');
    if (stored.kind === 'found') queue = [...readQueue(stored.secret), ...queue];
  }

  async function store(): Promise<void> {
    await loaded();
    records.update({ pendingRevocations: queue.length });
    if (queue.length === 0) await vault.remove('revocations');
    else await vault.write('revocations', JSON.stringify(queue));
  }

  /** True once the server need not be told any more. */
  async function revoke({ token, since }: Queue[number]): Promise<boolean> {
    if (clock.now() - since > longestRetryMs) return true;
    const answer = await api.logout(token, abandoned.signal);
    const isDone =
      answer.kind === 'success' || (answer.kind === 'refused' && answer.status === 401);
    log.info('revocation.tried', { outcome: answer.kind, isDone });
    return isDone;
  }

  async function work(): Promise<void> {
    if (isWorking || abandoned.signal.aborted) return;
    isWorking = true;
    timer?.cancel();
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (!(await revoke(next))) break;
      queue = queue.slice(1);
      backoff.reset();
      await store();
    }
    isWorking = false;
    if (queue.length > 0 && !abandoned.signal.aborted) {
      timer = clock.schedule(() => void work(), backoff.next());
    }
  }

  return {
    async add(token) {
      queue = [...queue, { token, since: clock.now() }];
      await store();
      void work();
    },
    async resume() {
      await loaded();
      if (queue.length > 0) void work();
    },
    hurry() {
      if (queue.length === 0) return;
      backoff.reset();
      void work();
    },
    dispose() {
      timer?.cancel();
      abandoned.abort();
    },
  };
}

function readQueue(text: string): Queue {
  try {
    return queueSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
