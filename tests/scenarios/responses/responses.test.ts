import { describe, expect, it, vi } from 'vitest';
import { createElectronFetch } from '../../support/engine/electron-fetch.ts';
import {
  createSetup,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { jeansSignIn, type Responder, redirect } from '../../support/engine/fake-api.ts';
import { marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const toDocs: Responder = () => redirect(307, '/docs');
const chunk = new TextEncoder().encode('x'.repeat(65_536));
const endlessPage: Responder = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }), {
    headers: { 'content-type': 'text/html' },
  });

/** A computer whose network is Electron's. */
function createElectronSetup(): Setup {
  const setup = createSetup();
  setup.fetch = createElectronFetch(setup.api.fetch);
  return setup;
}

describe.each([
  ['a redirect', toDocs],
  ['a page that does not end', endlessPage],
] as const)('an API whose root answers with %s', (_name, root) => {
  it('counts as awake, so a user can sign in', async () => {
    const setup = createElectronSetup();
    setup.api.fault(root, { path: '/' });
    const { session } = await start(setup);
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(setup.api.count('/')).toBe(1);
  });

  it('counts as awake, so a stored session is renewed', async () => {
    const setup = createElectronSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(root, { path: '/' });
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('a redirect on Electron', () => {
  it('of a refresh keeps the session, is not sent twice and is not the API’s', async () => {
    const setup = createElectronSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(toDocs, { path: '/auth/refresh' });
    const { session } = await restart(setup, first);
    expect(setup.api.count('/auth/refresh')).toBe(1);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      link: { kind: 'offline', cause: 'not-the-api' },
    });
  });

  it('of a sign-up is not the API’s and is not sent twice', async () => {
    const setup = createElectronSetup();
    const { session } = await start(setup);
    setup.api.fault(toDocs, { path: '/auth/register' });
    expect(await session.signUp(marie)).toEqual({
      ok: false,
      error: { code: 'unreachable', cause: 'not-the-api' },
    });
    expect(setup.api.count('/auth/register')).toBe(1);
  });
});

it('ten pages that do not end leave no connection open', async () => {
  const setup = createElectronSetup();
  const { session } = await start(setup);
  setup.api.fault(endlessPage, { path: '/auth/login', times: 10 });
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect(await session.signIn(jeansSignIn)).toMatchObject({ ok: false });
  }
  expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
});
