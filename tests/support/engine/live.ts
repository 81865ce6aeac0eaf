import 'axios';
import '../../../src/main/auth/api/answer-reader.ts';
import type { Link } from '@mytone/shared/auth-state.ts';
import { type Api, createApi } from '../../../src/main/auth/api/api.ts';
import { createHttpClient } from '../../../src/main/auth/api/http-client.ts';
import {
  createLiveSession,
  type LiveSession,
  type LiveSessionEvents,
  type LiveSessionInitial,
} from '../../../src/main/auth/session/live-session.ts';
import { createServerClock } from '../../../src/main/auth/time/server-clock.ts';
import { createTokenStore } from '../../../src/main/auth/tokens/token-store.ts';
import { createVault } from '../../../src/main/auth/tokens/vault.ts';
import type { World } from './engine.ts';
import { jeansSignIn } from './fake-api.ts';

/** A live session without the screens around it, for calls that the bridge does not offer. */
export interface Live {
  readonly session: LiveSession;
  readonly me: Api['me'];
  /** Every link that was told, oldest first. */
  readonly links: Link[];
  /** Makes one authorised call and does not wait for its answer. */
  poll(): void;
  /** Tells the corrected clock of a sleep, as a resume would, without renewing. */
  distrustClock(): void;
}

interface More {
  readonly initial?: Partial<LiveSessionInitial>;
  readonly events?: Partial<LiveSessionEvents>;
}

export async function createLive(world: World, { initial, events }: More = {}): Promise<Live> {
  const { clock, keychain, platform } = world;
  const serverClock = createServerClock(clock);
  const log = { info() {}, warn() {}, error() {} };
  const http = createHttpClient({
    origin: world.origin,
    fetch: world.api.fetch,
    clock,
    serverClock,
  });
  const api = createApi(http);
  const vault = createVault({ keychain, origin: world.origin, platform, log });
  const login = await api.login(jeansSignIn, new AbortController().signal);
  if (login.kind !== 'success') throw new Error('The fake API did not take the password');
  const links: Link[] = [];
  const session = createLiveSession({
    api,
    tokenStore: createTokenStore(vault, clock),
    clock,
    serverClock,
    random: () => 0.5,
    initial: {
      ...login.value,
      storage: 'memory',
      isVerified: true,
      verifiedAt: clock.now(),
      ...initial,
    },
    events: {
      onLink: (link) => void links.push(link),
      onUser() {},
      onStorage() {},
      onAdopted() {},
      onDead() {},
      ...events,
    },
  });
  await session.store();
  return {
    session,
    me: api.me,
    links,
    poll() {
      void session.authorised(api.me);
    },
    distrustClock: serverClock.distrust,
  };
}
