import { describe, expect, it, vi } from 'vitest';
import { createSessionLog } from '../../../../../src/main/auth/session/session-log.ts';
import { createSetup, restart, start, startSignedIn } from '../../../../support/engine/engine.ts';
import { html, jeansSignIn, networkError, origin } from '../../../../support/engine/fake-api.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';
import { jean } from '../../../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A change of an earlier run. */
function lineAt(at: number): string {
  return `${new Date(at).toISOString()} starting → signed-out: start`;
}

describe('the session log', () => {
  it('has the time, the states, the cause and the HTTP status of every change', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => html(503), { path: '/auth/refresh' });
    const { session } = await restart(setup, first);
    expect(session.getSessionLog().split('\n').slice(1)).toEqual([
      '2026-01-15T12:00:00.000Z signed-out → signed-in/online: signed in',
      '2026-01-15T12:00:00.000Z starting → signed-in/verifying: restored',
      '2026-01-15T12:00:00.000Z signed-in/verifying → signed-in/offline: server (HTTP 503)',
    ]);
  });

  it('names every cause', async () => {
    const setup = createSetup();
    setup.keychain.mood = 'hanging';
    const first = await start(setup);
    await setup.clock.advance(3_000);
    setup.keychain.release();
    await settle();
    setup.keychain.mood = 'refusing';
    setup.api.fault(() => html(502), { path: '/auth/me', times: 1 });
    await first.session.signIn(jeansSignIn);
    await settle();
    setup.keychain.mood = 'working';
    first.session.retry('resume');
    await settle();
    await setup.clock.advance(15 * 60_000);
    const second = await restart(setup, first);
    setup.api.revokeAll();
    second.session.retry('resume');
    await settle();
    const { session } = await restart(setup, second);
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
    const setup = createSetup();
    const earlier = Array.from({ length: 200 }, (_, at) => lineAt(at));
    setup.sessionLog = earlier;
    const { session } = await startSignedIn(setup);
    session.retry('user');
    await settle();
    const kept = session.getSessionLog().split('\n');
    const added = kept.length - kept.indexOf(lineAt(199)) - 1;
    expect(added).toBeGreaterThan(1);
    expect(kept.slice(0, -added)).toEqual(earlier.slice(added));
    expect(setup.sessionLog).toEqual(kept);
  });

  it('continues after a restart', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const before = first.session.getSessionLog();
    const { session } = await restart(setup, first);
    expect(session.getSessionLog().startsWith(`${before}\n`)).toBe(true);
  });

  it('reads only its own lines from a corrupt file', async () => {
    const setup = createSetup();
    setup.sessionLog = [
      '\u0000\u0000',
      '<script>',
      '2026 x',
      `${new Date(0).toISOString()} a → b: c`,
    ];
    const { session } = await start(setup);
    expect(session.getSessionLog().split('\n')).toEqual([
      '1970-01-01T00:00:00.000Z a → b: c',
      expect.stringMatching(/ starting → signed-out: absent$/),
    ]);
  });

  it('reads only the last 200 changes of a longer file', () => {
    const lines = Array.from({ length: 201 }, (_, at) => lineAt(at));
    const sessionLog = createSessionLog(createFakeClock(), { read: () => lines, replace() {} });
    expect(sessionLog.read().split('\n')).toEqual(lines.slice(1));
  });

  it('writes only lines that it reads back', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    for (const cause of ['user', 'resume', 'network-up'] as const) {
      first.session.retry(cause);
    }
    setup.keychain.mood = 'refusing';
    first.session.retry('resume');
    await settle();
    setup.api.fault(() => Promise.reject(networkError('CERT_HAS_EXPIRED')));
    first.session.retry('user');
    await settle();
    setup.keychain.mood = 'locked';
    const second = await restart(setup, first);
    second.session.retry('user');
    await settle();
    setup.keychain.mood = 'working';
    second.session.retry('user');
    await settle();
    await second.session.signOut();
    const written = second.session.getSessionLog();
    second.session.dispose();
    const { session } = await start(setup);
    expect(session.getSessionLog().startsWith(`${written}\n`)).toBe(true);
  });

  it('holds no secret and no address', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const secrets = [...setup.keychain.entries.values()];
    setup.api.fault(() => html(503));
    session.retry('resume');
    await settle();
    await session.signOut();
    const told = JSON.stringify([session.getSessionLog(), setup.sessionLog, setup.logged]);
    for (const secret of [...secrets, jean.email, jean.password, jean.username, origin]) {
      expect(told).not.toContain(secret);
    }
  });
});
