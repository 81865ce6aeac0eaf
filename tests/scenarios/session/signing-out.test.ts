import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import {
  hang,
  holdRefresh,
  html,
  jeansSignIn,
  json,
  networkError,
  origin,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

describe('signing out', () => {
  it('in the middle of a refresh whose answer comes later writes nothing and shows nothing', async () => {
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    const release = holdRefresh(setup.api);
    session.retry('resume');
    await settle();
    await session.signOut();
    setup.keychain.operations.length = 0;
    states.length = 0;
    release();
    await settle();
    expect(setup.keychain.operations).not.toContain(`set ${origin}`);
    expect(states).toEqual([]);
  });

  it.each([
    ['', true],
    [', though the session has no canary yet', false],
  ])('while the new token is being written leaves nothing behind%s', async (_name, hasCanary) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    if (!hasCanary) {
      setup.keychain.entries.delete(`${origin}#canary`);
    }
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(second);
    const signingOut = session.signOut();
    setup.keychain.release();
    await signingOut;
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('while the keychain hangs is not undone when the write of a new token is given up', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(second);
    void session.signOut();
    await setup.clock.advance(5 * second);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('while the keychain hangs does not remove the session of a sign-in that follows', async () => {
    const setup = createSetup();
    const engine = await start(setup);
    setup.keychain.mood = 'hanging';
    void engine.session.signIn(jeansSignIn);
    await settle();
    void engine.session.signOut();
    await settle();
    void engine.session.signIn(jeansSignIn);
    await settle();
    setup.keychain.release();
    await setup.clock.advance(10_000);
    expect(setup.api.ownerOf(setup.keychain.entries.get(origin) ?? '')).toBe(jean.email);
    const { session } = await restart(setup, engine);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('while a sign-in stores its token leaves nothing behind', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const { session } = await restart(setup, first);
    setup.keychain.mood = 'hanging';
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(second);
    const signingOut = session.signOut();
    setup.keychain.release();
    await signingOut;
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
    await settle();
    expect(session.getState().kind).toBe('signed-out');
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('offline is repeated for days until the server has received it', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    setup.api.fault(() => html(503));
    await session.signOut();
    await setup.clock.advance(3_600 * second);
    expect(setup.api.isLive(token)).toBe(true);
    setup.api.heal();
    await setup.clock.advance(5 * 60 * second);
    expect(setup.api.isLive(token)).toBe(false);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it.each([
    ['2xx', () => json(204 - 4, {})],
    ['204 without a body', () => new Response(null, { status: 204 })],
    ['401 of the API', () => json(401, { detail: 'no' })],
  ] as const)('is complete after %s', async (_name, answer) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.records.read().pendingRevocations).toBe(0);
  });

  it.each([
    ['401 of a portal', () => html(401)],
    ['400', () => json(400, { detail: 'no' })],
    ['200 with HTML', () => html(200)],
  ] as const)('is not complete after %s', async (_name, answer) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect([...setup.keychain.entries.keys()]).toEqual([`${origin}#revocations`]);
    await setup.clock.advance(2 * second);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('obeys Retry-After when it tells the server', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '600' }), {
      path: '/auth/logout',
      times: 1,
    });
    await session.signOut();
    await setup.clock.advance(599 * second);
    expect(setup.api.count('/auth/logout')).toBe(1);
    await setup.clock.advance(second);
    expect(setup.api.count('/auth/logout')).toBe(2);
  });

  it('tells the server at once when the network is back', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await setup.clock.advance(3_600 * second);
    setup.api.heal();
    session.retry('network-up');
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('never overwrites a queue that could not be read', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await first.session.signOut();
    const earlier = setup.keychain.entries.get(`${origin}#revocations`) ?? '';
    setup.keychain.mood = 'refusing';
    const second = await restart(setup, first);
    setup.keychain.mood = 'working';
    setup.api.heal();
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/auth/logout' });
    await second.session.signIn(jeansSignIn);
    await second.session.signOut();
    await settle();
    const queue = JSON.parse(setup.keychain.entries.get(`${origin}#revocations`) ?? '[]');
    expect(queue).toHaveLength(2);
    expect(queue[0]).toEqual(JSON.parse(earlier)[0]);
  });

  it('killed before the vault was cleared is finished by the next start', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    const stored = new Map(setup.keychain.entries);
    void first.session.signOut();
    first.session.dispose();
    await settle();
    for (const [account, secret] of stored) {
      setup.keychain.entries.set(account, secret);
    }
    const { session } = await start(setup);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.api.isLive(token)).toBe(false);
  });

  it('settles within 2 s when network and keychain both hang', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(hang);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await settle();
    const signedOut = vi.fn();
    void session.signOut().then(signedOut);
    await setup.clock.advance(2 * second);
    expect(signedOut).toHaveBeenCalledOnce();
  });
});
