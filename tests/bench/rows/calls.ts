import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startLocalApi } from '../local-api.ts';
import { createAuthRefreshPeer, createOurs, createSupabase, type PeerName } from '../peers.ts';
import { atMost, compared, type Finding } from '../report.ts';
import { median, ratio, runRounds } from '../rounds.ts';

/** Few, so that a slow moment of the machine affects all clients; enough for the caches to be warm. */
const callsInTurn = 20;
const turnsPerRound = 10;
/** 4,000 calls: V8 compiles for speed what runs often, and goes on for longer than one would think. */
const warmUpTurns = 200;
/** How fast a process turns out to be is chance too: each client gets this many. */
const generations = 5;

const program = join(import.meta.dirname, '../processes/calls-process.ts');

async function startClient(name: PeerName, origin: string): Promise<ChildProcess> {
  const client = fork(program, [name, origin], { execArgv: [] });
  await once(client, 'message');
  return client;
}

async function timeCalls(client: ChildProcess): Promise<number> {
  client.send(callsInTurn);
  const [ms] = await once(client, 'message');
  return ms;
}

/** The times of one process per client, after their code has been compiled for speed. */
async function timeClients(origin: string, turns: number) {
  const clients = {
    ours: await startClient('ours', origin),
    bare: await startClient('bare', origin),
    supabase: await startClient('supabase', origin),
    authRefresh: await startClient('authRefresh', origin),
  };
  const jobs = {
    ours: () => timeCalls(clients.ours),
    bare: () => timeCalls(clients.bare),
    supabase: () => timeCalls(clients.supabase),
    authRefresh: () => timeCalls(clients.authRefresh),
  };
  await runRounds(warmUpTurns, jobs);
  const times = await runRounds(turns, jobs);
  for (const client of Object.values(clients)) {
    client.kill();
  }
  return times;
}

/** An authorised call: ours, the peers', and axios alone, all on the same fetch. */
export async function measureCalls(rounds: number): Promise<Finding[]> {
  const api = await startLocalApi();
  const times: Record<PeerName, number[]> = { ours: [], bare: [], supabase: [], authRefresh: [] };
  for (let generation = 0; generation < generations; generation += 1) {
    const own = await timeClients(api.origin, (rounds * turnsPerRound) / generations);
    for (const name of Object.keys(times) as PeerName[]) {
      times[name].push(...own[name]);
    }
  }
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
