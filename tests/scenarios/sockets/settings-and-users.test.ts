import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptySessionRecord } from '../../../src/main/auth/ports.ts';
import type { Log } from '../../../src/main/ports.ts';
import { createSessionRecords } from '../../../src/main/profile/session-records.ts';
import { openSettings } from '../../../src/main/profile/settings.ts';
import { restart, shareComputer, start, startSignedIn } from '../../support/engine/engine.ts';
import { holdRefresh, jean, jeansSignIn } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { marie } from '../../support/engine/model.ts';
import { openSocketWorld, type SocketWorld } from '../../support/engine/socket-world.ts';

// Outside Electron the package `electron` is only the path of its binary; naming a folder for it
// keeps that package from downloading one.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '.';
});

// Faults of the settings, and of users who follow each other; docs/faults.md lists them.

const second = 1_000;
const online = { kind: 'signed-in', link: { kind: 'online' } };
const silent: Log = { info() {}, warn() {}, error() {} };

async function openWorldOfTwo(): Promise<SocketWorld> {
  const world = await openSocketWorld();
  world.api.addAccount(marie);
  return world;
}

const mariesSignIn = { login: marie.email, password: marie.password };

/** The world with its session in a settings file, as the text says it at the next start. */
function withSettings(world: SocketWorld, text: string): SocketWorld {
  const profile = mkdtempSync(join(tmpdir(), 'mytone-settings-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  writeFileSync(join(profile, 'settings.json'), text);
  const settings = openSettings({ profile, log: silent, now: world.clock.now });
  return { ...world, records: createSessionRecords(settings, world.origin) };
}

describe('settings', () => {
  it('of another session: its user is not shown, and the token finds its own', async () => {
    const world = await openWorldOfTwo();
    const first = await startSignedIn(world);
    const backup = world.records.read();
    await first.session.signOut();
    await world.clock.advance(second);
    await first.session.signIn(mariesSignIn);
    world.records.update(backup);
    await world.goDown();
    const offline = await restart(world, first);
    expect(offline.session.getState()).toMatchObject({ kind: 'restoring' });
    await world.comeBack();
    await world.clock.advance(60 * second);
    expect(offline.session.getState()).toMatchObject({ ...online, user: { email: marie.email } });
    expect(JSON.stringify(offline.states)).not.toContain(jean.email);
  });

  it.each([
    ['are no JSON', () => '{"sessions": {'],
    ['are from before there were versions', (record: object) => record],
    ['are of a newer version', (record: object) => ({ ...record, version: 99, mood: 'new' })],
    ['have a damaged profile', (record: object) => ({ ...record, profile: 7, verifiedAt: 'x' })],
    ['know nothing of the session', () => ({})],
  ])('that %s cost no session', async (_name, write) => {
    const world = await openSocketWorld();
    const first = await startSignedIn(world);
    const written = write(world.records.read());
    first.kill();
    const text =
      typeof written === 'string'
        ? written
        : JSON.stringify({ sessions: { [world.origin]: written } });
    const { session } = await start(withSettings(world, text));
    expect(session.getState()).toMatchObject({ ...online, user: { email: jean.email } });
  });

  it('that cannot be written cost no session', async () => {
    const world = await openSocketWorld();
    const first = await startSignedIn(world);
    await first.session.signOut();
    const kept = world.records.read();
    await world.clock.advance(second);
    await first.session.signIn(jeansSignIn);
    world.records.update(kept);
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ ...online, user: { email: jean.email } });
  });
});

describe('a sign-out', () => {
  it('without a network leaves nothing here, and the server is told when it is back', async () => {
    const world = await openSocketWorld();
    const { session } = await startSignedIn(world);
    await world.goDown();
    await session.signOut();
    await settle();
    expect([...world.keychain.entries.keys()]).toEqual([`${world.origin}#revocations`]);
    await world.comeBack();
    session.retry('network-up');
    await settle();
    expect(world.api.currentTokens()).toEqual([]);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('in the middle of a refresh wins', async () => {
    const world = await openSocketWorld();
    const { session, states } = await startSignedIn(world);
    const release = holdRefresh(world.api);
    session.retry('resume');
    await settle();
    await session.signOut();
    release();
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.keychain.entries.size).toBe(0);
  });
});

describe('another user', () => {
  it('who signs in during a refresh of the first sees and stores nothing of them', async () => {
    const world = await openWorldOfTwo();
    const { session, states } = await startSignedIn(world);
    world.api.holdAnswers('/auth/refresh', 1);
    session.retry('resume');
    await settle();
    await session.signOut();
    states.length = 0;
    await session.signIn(mariesSignIn);
    await settle();
    expect(states.at(-1)).toMatchObject({ ...online, user: { email: marie.email } });
    const stored = world.keychain.entries.get(world.origin) ?? '';
    expect(world.api.ownerOf(stored)).toBe(marie.email);
    expect(JSON.stringify(world.records.read())).not.toContain(jean.email);
  });

  it('in a second copy with the same keychain is never shown beside the first', async () => {
    const world = await openWorldOfTwo();
    const other = shareComputer(world, emptySessionRecord);
    const copy = await start(other);
    const first = await startSignedIn(world);
    await world.clock.advance(second);
    await copy.session.signIn(mariesSignIn);
    first.session.retry('resume');
    await settle();
    expect(first.session.getState()).toMatchObject({
      user: { email: jean.email },
      storage: 'memory',
    });
    expect(world.api.ownerOf(world.keychain.entries.get(world.origin) ?? '')).toBe(marie.email);
    const restarted = await restart(other, copy);
    expect(restarted.session.getState()).toMatchObject({ user: { email: marie.email } });
    expect(JSON.stringify(restarted.states)).not.toContain(jean.email);
  });
});
