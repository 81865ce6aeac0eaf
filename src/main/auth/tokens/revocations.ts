import * as z from 'zod/mini';
import type { Clock, Log, Timer } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import type { SessionRecords } from '../ports.ts';
import { createBackoff } from '../time/backoff.ts';
import type { ServerClock } from '../time/server-clock.ts';
import type { Vault } from './vault.ts';

const queueSchema = z.array(z.strictObject({ token: z.string(), since: z.number() }));
type Queue = z.infer<typeof queueSchema>;
type Pending = Queue[number];
type Untold = Exclude<ApiAnswer<null>, { kind: 'success' }>;

/** How long a sign-out is sent to a server that does not answer, milliseconds (docs/session.md, "Life" 7). */
export const longestRetryMs = 7 * 24 * 60 * 60_000;

/** With back-off, a host has had two minutes to wake up by then. */
const leastResponses = 8;

/** Refresh tokens of ended sessions that the server does not know about yet. */
export interface Revocations {
  /** Tells the server when it can be reached; settles when the token is in the vault's queue. */
  add(token: string): Promise<void>;
  /** Continues with what an earlier run left in the vault, which is read only if there is any. */
  resume(): Promise<void>;
  /** Tries again now: the network is back, or the user asked. */
  hurry(): void;
  dispose(): void;
}

interface RevocationsDeps {
  readonly api: Api;
  readonly vault: Vault;
  readonly records: SessionRecords;
  readonly clock: Clock;
  /** Measures how long the server has not been told, because the computer's clock may be wrong. */
  readonly serverClock: Pick<ServerClock, 'now'>;
  readonly random: () => number;
  readonly log: Log;
}

export function createRevocations(deps: RevocationsDeps): Revocations {
  const { api, vault, records, clock, serverClock, random, log } = deps;
  const backoff = createBackoff(random);
  const abandoned = new AbortController();
  let queue: Queue = [];
  /** What an earlier run left in the vault has been read, or nothing was left. */
  let isLoaded = records.read().pendingRevocations === 0;
  let isWorking = false;
  /** How often a response in this run did not settle the first token of the queue. */
  let responses = 0;
  /** When this run first tried it, by the monotonic clock. */
  let firstTriedAt: number | null = null;
  let timer: Timer | undefined;

  /** True if nothing in the vault would be overwritten that is not in the queue. */
  async function load(): Promise<boolean> {
    if (isLoaded) {
      return true;
    }
    const stored = await vault.read('revocations');
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may change during an await
    if (stored.kind === 'found' && !isLoaded) {
      isLoaded = true;
      queue = [...readQueue(stored.secret), ...queue];
    }
    // "Absent" is what a locked keyring says too, but that one refuses to be written.
    return isLoaded || stored.kind === 'absent';
  }

  async function store(): Promise<void> {
    const mayWrite = await load();
    const { pendingRevocations: known } = records.read();
    records.update({ pendingRevocations: isLoaded ? queue.length : Math.max(known, queue.length) });
    if (!mayWrite) {
      return;
    }
    if (queue.length === 0) {
      await vault.remove('revocations');
    } else if ((await vault.write('revocations', JSON.stringify(queue))).kind === 'done') {
      isLoaded = true;
    }
  }

  /**
   * The server's answer; null when it does not have to be told any more. A token of an earlier run is given
   * up only after seven days *and* some responses: a wrong clock makes a fresh token look old, and
   * a host that is waking up answers too.
   */
  async function revoke({ token, since }: Pending): Promise<Untold | null> {
    firstTriedAt ??= clock.monotonic();
    const answer = await api.logout(token, abandoned.signal);
    log.info('revocation.tried', { outcome: answer.kind });
    if (answer.kind === 'success') {
      return null;
    }
    if (answer.kind === 'aborted') {
      return answer;
    }
    if (answer.kind === 'refused' && answer.status === 401) {
      return null;
    }
    if (answer.status !== null) {
      responses += 1;
    }
    const isOld = Math.abs(serverClock.now() - since) > longestRetryMs;
    const isTriedLong = clock.monotonic() - firstTriedAt > longestRetryMs;
    return isTriedLong || (isOld && responses >= leastResponses) ? null : answer;
  }

  async function tellAll(): Promise<Untold | null> {
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const told = next;
      const untold = await revoke(told);
      if (untold !== null) {
        return untold;
      }
      queue = queue.filter((each) => each !== told);
      responses = 0;
      firstTriedAt = null;
      backoff.reset();
      await store();
    }
    return null;
  }

  async function work(): Promise<void> {
    if (isWorking || abandoned.signal.aborted) {
      return;
    }
    isWorking = true;
    timer?.cancel();
    const untold = await tellAll();
    isWorking = false;
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may change during an await
    if (untold === null || abandoned.signal.aborted) {
      return;
    }
    const orderedMs = 'retryAfterMs' in untold ? (untold.retryAfterMs ?? 0) : 0;
    timer = clock.schedule(() => void work(), backoff.next(orderedMs));
  }

  async function resume(): Promise<void> {
    await load();
    void work();
  }

  return {
    async add(token) {
      queue = [...queue, { token, since: serverClock.now() }];
      await store();
      void work();
    },
    resume,
    hurry() {
      backoff.reset();
      void resume();
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
