import { describe, expect, it, vi } from 'vitest';
import { createSessionLog } from '../../../../../src/main/auth/session/session-log.ts';
import { createWorld, restart, start, startSignedIn } from '../../../../support/engine/engine.ts';
import {
  html,
  jean,
  jeansSignIn,
  networkError,
  origin,
} from '../../../../support/engine/fake-api.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('the session log', () => {
  it('tells when, from, to, cause and HTTP status of every change', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.api.fault(() => html(503), { path: '/auth/refresh' });
    const { session } = await restart(world, first);
    expect(session.getSessionLog().split('\n').slice(1)).toEqual([
      '2026-01-15T12:00:00.000Z signed-out → signed-in/online: signed in',
      '2026-01-15T12:00:00.000Z starting → signed-in/verifying: restored',
      '2026-01-15T12:00:00.000Z signed-in/verifying → signed-in/offline: server (HTTP 503)',
    ]);
  });

  it('names every cause', async () => {
    const world = createWorld();
    world.keychain.mood = 'hanging';
    const first = await start(world);
    await world.clock.advance(3_000);
    world.keychain.release();
    await settle();
    world.keychain.mood = 'refusing';
    world.api.fault(() => html(502), { path: '/auth/me', times: 1 });
    await first.session.signIn(jeansSignIn);
    await settle();
    world.keychain.mood = 'working';
    first.session.retry('resume');
    await settle();
    await world.clock.advance(15 * 60_000);
    const second = await restart(world, first);
    world.api.revokeAll();
    second.session.retry('resume');
    await settle();
    const { session } = await restart(world, second);
    expect(session.getSessionLog().replaceAll(/^\S+ /gm, '').split('\n')).toEqual([
      'starting → starting: slow keychain',
      'starting → signed-out: absent',
      'signed-out → restoring/verifying: signed in',
      'restoring/verifying → signed-in/online: start',
      'signed-in/online → signed-in/online: storage: keychain',
      'signed-in/online → signed-in/online: timer',
      'starting → signed-in/verifying: restored',
      'signed-in/verifying → signed-in/online: start',
      'signed-in/online → signed-out: revoked (HTTP 401)',
      'starting → signed-out: start',
    ]);
  });

  it('keeps the last 200 changes, in memory and in the file', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    for (let round = 0; round < 150; round += 1) {
      session.retry('user');
      await world.clock.advance(1_000);
    }
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await world.clock.advance(30 * 3_600_000);
    expect(session.getSessionLog().split('\n')).toHaveLength(200);
    expect(world.sessionLog).toHaveLength(200);
  });

  it('goes on after a restart', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const before = first.session.getSessionLog();
    const { session } = await restart(world, first);
    expect(session.getSessionLog().startsWith(`${before}\n`)).toBe(true);
  });

  it('takes nothing from a corrupt file that it has not written', async () => {
    const world = createWorld();
    world.sessionLog = [
      '\u0000\u0000',
      '<script>',
      '2026 x',
      `${new Date(0).toISOString()} a → b: c`,
    ];
    const { session } = await start(world);
    expect(session.getSessionLog().split('\n')).toEqual([
      '1970-01-01T00:00:00.000Z a → b: c',
      expect.stringMatching(/ starting → signed-out: absent$/),
    ]);
  });

  it('reads no more than the last 200 changes of a longer file', () => {
    const lines = Array.from({ length: 201 }, (_, at) => `${new Date(at).toISOString()} a → b: c`);
    const sessionLog = createSessionLog(createFakeClock(), { read: () => lines, replace() {} });
    expect(sessionLog.read().split('\n')).toEqual(lines.slice(1));
  });

  it('writes only lines that it reads back', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    for (const cause of ['user', 'resume', 'network-up'] as const) {
      first.session.retry(cause);
    }
    world.keychain.mood = 'refusing';
    first.session.retry('resume');
    await settle();
    world.api.fault(() => Promise.reject(networkError('CERT_HAS_EXPIRED')));
    first.session.retry('user');
    await settle();
    world.keychain.mood = 'locked';
    const second = await restart(world, first);
    second.session.retry('user');
    await settle();
    world.keychain.mood = 'working';
    second.session.retry('user');
    await settle();
    await second.session.signOut();
    const written = second.session.getSessionLog();
    second.session.dispose();
    const { session } = await start(world);
    expect(session.getSessionLog().startsWith(`${written}\n`)).toBe(true);
  });

  it('holds no secret and no address', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    const secrets = [...world.keychain.entries.values()];
    world.api.fault(() => html(503));
    session.retry('resume');
    await settle();
    await session.signOut();
    const told = JSON.stringify([session.getSessionLog(), world.sessionLog, world.logged]);
    for (const secret of [...secrets, jean.email, jean.password, jean.username, origin]) {
      expect(told).not.toContain(secret);
    }
  });
});
