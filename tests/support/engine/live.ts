import type { Link } from '@mytone/shared/auth-state.ts';
import { type Api, createApi } from '../../../src/main/auth/api/api.ts';
import { createHttpClient } from '../../../src/main/auth/api/http/http-client.ts';
import type { Session } from '../../../src/main/auth/session.ts';
import { createServerClock } from '../../../src/main/auth/time/server-clock.ts';
import { type Engine, type Setup, startSignedIn } from './engine.ts';

/** A session that has just signed in, and a call that needs its access token. */
export interface Live {
  readonly engine: Engine;
  readonly session: Session;
  readonly me: Api['me'];
  /** Every link that was published since the sign-in, oldest first. */
  readonly links: () => Link[];
  /** Makes one authorised call and does not wait for its answer. */
  poll(): void;
}

export async function createLive(setup: Setup): Promise<Live> {
  const { clock } = setup;
  const engine = await startSignedIn(setup);
  const { session } = engine;
  engine.states.length = 0;
  const serverClock = createServerClock(clock);
  const fetch: typeof globalThis.fetch = (...args) => setup.fetch(...args);
  const client = { origin: setup.origin, fetch, clock, serverClock };
  const { me } = createApi(createHttpClient(client));
  return {
    engine,
    session,
    me,
    links: () => engine.states.flatMap((state) => ('link' in state ? [state.link] : [])),
    poll() {
      void session.callWithToken(me);
    },
  };
}
