import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptySessionRecord } from '../../../src/main/auth/ports.ts';
import type { Log } from '../../../src/main/ports.ts';
import { createSessionRecords } from '../../../src/main/profile/session-records.ts';
import { openSettings } from '../../../src/main/profile/settings.ts';
import { restart, shareComputer, start, startSignedIn } from '../../support/engine/engine.ts';
import { holdRefresh, jeansSignIn } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { openSocketSetup, type SocketSetup } from '../../support/engine/socket-setup.ts';
import { jean, marie } from '../../support/people.ts';

// Outside Electron the package `electron` is only the path of its binary; naming a folder for it
// keeps that package from downloading one.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '.';
});

// Faults of the settings, and of users who follow each other; docs/faults.md lists them.

const second = 1_000;
const online = { kind: 'signed-in', link: { kind: 'online' } };
const silent: Log = { info() {}, warn() {}, error() {} };

async function openSetupOfTwo(): Promise<SocketSetup> {
  const setup = await openSocketSetup();
  setup.api.addAccount(marie);
  return setup;
}

const mariesSignIn = { login: marie.email, password: marie.password };

/** The setup with its session in a settings file that contains `text` at the next start. */
function withSettings(setup: SocketSetup, text: string): SocketSetup {
  const profile = mkdtempSync(join(tmpdir(), 'mytone-settings-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  writeFileSync(join(profile, 'settings.json'), text);
  const settings = openSettings({ profile, log: silent, now: setup.clock.now });
  return { ...setup, records: createSessionRecords(settings, setup.origin) };
}

describe('settings', () => {
  it('of another session never show its user, and the token finds its own', async () => {
    const setup = await openSetupOfTwo();
    const first = await startSignedIn(setup);
    const backup = setup.records.read();
    await first.session.signOut();
    await setup.clock.advance(second);
    await first.session.signIn(mariesSignIn);
    setup.records.update(backup);
    await setup.goDown();
    const offline = await restart(setup, first);
    expect(offline.session.getState()).toMatchObject({ kind: 'restoring' });
    await setup.comeBack();
    await setup.clock.advance(60 * second);
    expect(offline.session.getState()).toMatchObject({ ...online, user: { email: marie.email } });
    expect(JSON.stringify(offline.states)).not.toContain(jean.email);
  });

  it.each([
    ['are no JSON', () => '{"sessions": {'],
    ['are from before there were versions', (record: object) => record],
    ['are of a newer version', (record: object) => ({ ...record, version: 99, mood: 'new' })],
    ['have a damaged profile', (record: object) => ({ ...record, profile: 7, verifiedAt: 'x' })],
    ['know nothing of the session', () => ({})],
  ])('that %s do not end the session', async (_name, write) => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    const written = write(setup.records.read());
    first.kill();
    const text =
      typeof written === 'string'
        ? written
        : JSON.stringify({ sessions: { [setup.origin]: written } });
    const { session } = await start(withSettings(setup, text));
    expect(session.getState()).toMatchObject({ ...online, user: { email: jean.email } });
  });

  it('that cannot be written do not end the session', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    await first.session.signOut();
    const kept = setup.records.read();
    await setup.clock.advance(second);
    await first.session.signIn(jeansSignIn);
    setup.records.update(kept);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ ...online, user: { email: jean.email } });
  });
});

describe('a sign-out', () => {
  it('without a network leaves nothing here and reaches the server later', async () => {
    const setup = await openSocketSetup();
    const { session } = await startSignedIn(setup);
    await setup.goDown();
    await session.signOut();
    await settle();
    expect([...setup.keychain.entries.keys()]).toEqual([`${setup.origin}#revocations`]);
    await setup.comeBack();
    session.retry('network-up');
    await settle();
    expect(setup.api.currentTokens()).toEqual([]);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('in the middle of a refresh wins', async () => {
    const setup = await openSocketSetup();
    const { session, states } = await startSignedIn(setup);
    const release = holdRefresh(setup.api);
    session.retry('resume');
    await settle();
    await session.signOut();
    release();
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.keychain.entries.size).toBe(0);
  });
});

describe('another user', () => {
  it('who signs in during a refresh of the first sees and stores nothing of them', async () => {
    const setup = await openSetupOfTwo();
    const { session, states } = await startSignedIn(setup);
    setup.api.holdAnswers('/auth/refresh', 1);
    session.retry('resume');
    await settle();
    await session.signOut();
    states.length = 0;
    await session.signIn(mariesSignIn);
    await settle();
    expect(states.at(-1)).toMatchObject({ ...online, user: { email: marie.email } });
    const stored = setup.keychain.entries.get(setup.origin) ?? '';
    expect(setup.api.ownerOf(stored)).toBe(marie.email);
    expect(JSON.stringify(setup.records.read())).not.toContain(jean.email);
  });

  it('in a second copy with the same keychain is never shown beside the first', async () => {
    const setup = await openSetupOfTwo();
    const other = shareComputer(setup, emptySessionRecord);
    const copy = await start(other);
    const first = await startSignedIn(setup);
    await setup.clock.advance(second);
    await copy.session.signIn(mariesSignIn);
    first.session.retry('resume');
    await settle();
    expect(first.session.getState()).toMatchObject({
      user: { email: jean.email },
      storage: 'memory',
    });
    expect(setup.api.ownerOf(setup.keychain.entries.get(setup.origin) ?? '')).toBe(marie.email);
    const restarted = await restart(other, copy);
    expect(restarted.session.getState()).toMatchObject({ user: { email: marie.email } });
    expect(JSON.stringify(restarted.states)).not.toContain(jean.email);
  });
});
