// Main imports axios with its first request, and the fake clock would not wait for that.
import { jean } from '../people.ts';
import 'axios';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import { createSession } from '../../../src/main/auth/create-session.ts';
import {
  emptySessionRecord,
  type SessionRecord,
  type SessionRecords,
} from '../../../src/main/auth/ports.ts';
import type { Session } from '../../../src/main/auth/session.ts';
import type { Log } from '../../../src/main/ports.ts';
import { createFakeApi, type FakeApi, jeansSignIn, origin } from './fake-api.ts';
import { createFakeClock, type FakeClock, settle } from './fake-clock.ts';
import { createFakeKeychain, type FakeKeychain } from './fake-keychain.ts';

/** What surrounds the application on one computer, with faults on demand; it survives restarts. */
export interface Setup {
  readonly clock: FakeClock;
  readonly keychain: FakeKeychain;
  readonly api: FakeApi;
  /** The network between the application and the API; by default there is nothing in between. */
  fetch: typeof globalThis.fetch;
  readonly records: SessionRecords;
  /** The lines of the session log's file. */
  sessionLog: readonly string[];
  /** Everything that was logged, as text. */
  readonly logged: string[];
  readonly platform: NodeJS.Platform;
  readonly origin: string;
}

export interface Engine {
  readonly session: Session;
  /** Every state that was published, oldest first. */
  readonly states: AuthState[];
  /** The most keychain calls that this run ever had in flight at once. */
  readonly mostInKeychain: () => number;
  /** Ends it like a crash: none of its pending work happens. */
  kill(): void;
}

export function createSetup(options: Partial<Pick<Setup, 'platform' | 'origin'>> = {}): Setup {
  const clock = createFakeClock();
  const api = createFakeApi(clock);
  api.addAccount(jean);
  return {
    clock,
    keychain: createFakeKeychain(),
    api,
    fetch: (...args) => api.fetch(...args),
    records: createRecords(emptySessionRecord),
    sessionLog: [],
    logged: [],
    platform: 'linux',
    origin,
    ...options,
  };
}

function createRecords(initial: SessionRecord): SessionRecords {
  let record = initial;
  return {
    read: () => record,
    update: (change) => {
      record = { ...record, ...change };
    },
  };
}

/** Another copy of the application on the same computer: its own profile, the same keychain. */
export function shareComputer(setup: Setup, record: SessionRecord): Setup {
  return { ...setup, records: createRecords(record), sessionLog: [] };
}

type Fetch = typeof globalThis.fetch;

/** A separate network for each engine that runs at the same time. */
interface Network {
  readonly fetch: Fetch;
  connect(target: Fetch): void;
  release(): void;
}

/**
 * axios remembers every `fetch` that it gets. An application has one; tests
 * have thousands of engines, which use the same few one after the other.
 */
const freeNetworks: Network[] = [];

function createNetwork(): Network {
  let current: Fetch | null = null;
  const network: Network = {
    fetch: (...args) => (current === null ? new Promise(() => {}) : current(...args)),
    connect(target) {
      current = target;
    },
    release() {
      current = null;
      freeNetworks.push(network);
    },
  };
  return network;
}

/** The application of one run; not started yet. */
export function createEngine(setup: Setup): Engine {
  const { clock, keychain, records, logged, platform } = setup;
  const states: AuthState[] = [];
  let isAlive = true;
  let inKeychain = 0;
  let mostInKeychain = 0;

  /** The pending calls of a killed process never happen. */
  async function whileAlive<Value>(task: () => Value | Promise<Value>): Promise<Value> {
    return isAlive ? task() : new Promise(() => {});
  }

  function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    return whileAlive(() => {
      inKeychain += 1;
      mostInKeychain = Math.max(mostInKeychain, inKeychain);
      return task().finally(() => {
        inKeychain -= 1;
      });
    });
  }

  const network = freeNetworks.pop() ?? createNetwork();
  network.connect((...args) => whileAlive(() => setup.fetch(...args)));
  const session = createSession({
    apiOrigin: setup.origin,
    fetch: network.fetch,
    keychain: {
      // keytar throws synchronously on a bad argument; the port turns that into a rejection.
      getPassword: (...args) => inTurn(async () => keychain.getPassword(...args)),
      setPassword: (...args) => inTurn(async () => keychain.setPassword(...args)),
      deletePassword: (...args) => inTurn(async () => keychain.deletePassword(...args)),
    },
    platform,
    clock: {
      ...clock,
      schedule: (task, delayMs) => clock.schedule(() => isAlive && task(), delayMs),
    },
    random: () => 0.5,
    records: {
      read: records.read,
      update: (change) => isAlive && records.update(change),
    },
    sessionLogFile: {
      read: () => setup.sessionLog,
      replace: (lines) => {
        if (isAlive) {
          setup.sessionLog = lines;
        }
      },
    },
    log: createTextLog(logged),
  });
  session.onChange((state) => isAlive && states.push(state));
  return {
    session,
    states,
    mostInKeychain: () => mostInKeychain,
    kill() {
      if (isAlive) {
        isAlive = false;
        session.dispose();
        network.release();
      }
    },
  };
}

/** Starts the application and lets everything settle that needs no time to pass. */
export async function start(setup: Setup): Promise<Engine> {
  const engine = createEngine(setup);
  void engine.session.start();
  await settle();
  return engine;
}

/** The application after Jean signed in. */
export async function startSignedIn(setup: Setup): Promise<Engine> {
  const engine = await start(setup);
  await engine.session.signIn(jeansSignIn);
  await settle();
  return engine;
}

/** Ends this run as a crash would, and starts the next. */
export async function restart(setup: Setup, engine: Engine): Promise<Engine> {
  engine.kill();
  return start(setup);
}

function createTextLog(lines: string[]): Log {
  return {
    info: (event, fields) => void lines.push(`${event} ${JSON.stringify(fields)}`),
    warn: (event, fields) => void lines.push(`${event} ${JSON.stringify(fields)}`),
    error: (event, cause) => void lines.push(`${event} ${String(cause)}`),
  };
}
