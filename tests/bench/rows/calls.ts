import { startLocalApi } from '../local-api.ts';
import {
  createAuthRefreshPeer,
  createBare,
  createOurs,
  createSupabase,
  type Peer,
} from '../peers.ts';
import { atMost, compared, type Finding } from '../report.ts';
import { median, ratio, runRounds } from '../rounds.ts';

/** Few, so that a slow moment of the machine affects all clients; enough for the caches to be warm. */
const callsInTurn = 20;
const turnsPerRound = 10;

/** The median of single calls, in milliseconds: pauses of the machine and of V8 do not count. */
async function timeCalls(peer: Peer): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < callsInTurn; call += 1) {
    const startedAt = performance.now();
    if (!(await peer.call())) {
      throw new Error('A call with a valid token was refused');
    }
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** An authorised call: ours, the peers', and axios alone with the same adapter. */
export async function measureCalls(rounds: number): Promise<Finding[]> {
  const api = await startLocalApi();
  const peers = {
    ours: await createOurs(api.origin),
    bare: await createBare(api.origin),
    supabase: await createSupabase(api.origin),
    authRefresh: await createAuthRefreshPeer(api.origin, true),
  };
  const jobs = {
    ours: () => timeCalls(peers.ours),
    bare: () => timeCalls(peers.bare),
    supabase: () => timeCalls(peers.supabase),
    authRefresh: () => timeCalls(peers.authRefresh),
  };
  // Until the code that runs has been compiled for speed.
  await runRounds(2 * turnsPerRound, jobs);
  const times = await runRounds(rounds * turnsPerRound, jobs);
  peers.ours.end();
  api.stop();
  return [
    atMost('an authorised call against bare axios', ratio(times.ours, times.bare), 1.1),
    atMost('… against supabase auth-js + axios', ratio(times.ours, times.supabase), 0.95),
    atMost('… against axios-auth-refresh', ratio(times.ours, times.authRefresh), 0.95),
  ];
}

/** Many calls at the moment when the access token runs out. */
export async function measureExpiry(rounds: number, calls: number): Promise<Finding[]> {
  const api = await startLocalApi();
  const peers = {
    ours: await createOurs(api.origin),
    supabase: await createSupabase(api.origin),
    authRefresh: await createAuthRefreshPeer(api.origin, true),
    authRefreshAlone: await createAuthRefreshPeer(api.origin, false),
  };
  const answered: Record<string, number[]> = {};
  const refreshes: Record<string, number[]> = {};
  const timed = (name: keyof typeof peers) => async () => {
    const peer = peers[name];
    await peer.renew();
    await api.expire();
    await peer.age();
    await api.countRefreshes();
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: calls }, () => peer.call()));
    const time = performance.now() - startedAt;
    answered[name] = [...(answered[name] ?? []), answers.filter(Boolean).length];
    refreshes[name] = [...(refreshes[name] ?? []), await api.countRefreshes()];
    return time;
  };
  const times = await runRounds(rounds, {
    ours: timed('ours'),
    supabase: timed('supabase'),
    authRefresh: timed('authRefresh'),
    authRefreshAlone: timed('authRefreshAlone'),
  });
  peers.ours.end();
  api.stop();
  const describe = (name: keyof typeof peers) =>
    `${median(answered[name] ?? [])} of ${calls} answered, ${median(refreshes[name] ?? [])} refreshes`;
  const isWhole =
    Math.min(...(answered['ours'] ?? [])) === calls && Math.max(...(refreshes['ours'] ?? [])) === 1;
  return [
    {
      what: `${calls} calls on a token that has run out`,
      measured: describe('ours'),
      goal: `${calls} answered, 1 refresh`,
      isMet: isWhole,
    },
    atMost('… time against supabase auth-js', ratio(times.ours, times.supabase), 1),
    compared('… supabase auth-js', describe('supabase')),
    compared('… axios-auth-refresh, deduplicating', describe('authRefresh')),
    compared('… axios-auth-refresh, not deduplicating', describe('authRefreshAlone')),
  ];
}
