import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Computer, startComputer } from '../../support/engine/computer.ts';
import { marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const input = { login: marie.email, password: marie.password };

let computer: Computer;
beforeEach(async () => {
  computer = await startComputer();
});
afterEach(() => computer.dispose());

async function daemonId(): Promise<number> {
  const { stdout } = await promisify(execFile)(
    'gdbus',
    [
      ...['call', '--session', '--dest=org.freedesktop.DBus', '--object-path=/'],
      '--method=org.freedesktop.DBus.GetConnectionUnixProcessID',
      'org.freedesktop.secrets',
    ],
    { env: { ...process.env, ...computer.keyring.env } },
  );
  return Number(/uint32 (\d+)/.exec(stdout)?.[1]);
}

async function restartDaemon(): Promise<void> {
  await computer.keyring.killDaemon();
  await computer.keyring.startDaemon();
}

describe.runIf(process.platform === 'linux')('a real keyring', () => {
  it('that is locked is reported, keeps its entries, and works again when unlocked', async () => {
    const first = await computer.startSignedIn();
    await first.kill();
    const stored = await computer.keyring.entries();
    await computer.keyring.lock();
    const second = computer.start();
    expect(await second.untilState(({ kind }) => kind !== 'starting')).toMatchObject({
      kind: 'keychain-locked',
      problem: 'locked-or-cleared',
      email: marie.email,
    });
    await second.ask({ call: 'retry', input: 'user' });
    await second.untilState(({ kind }) => kind === 'keychain-locked');
    await second.kill();
    await restartDaemon();
    expect(await computer.keyring.entries()).toEqual(stored);
    const third = computer.start();
    await third.untilOnline();
  });

  it('whose daemon was killed is reported, and the session is back with the daemon', async () => {
    const first = await computer.startSignedIn();
    await first.kill();
    await computer.keyring.killDaemon();
    const second = computer.start();
    expect(await second.untilState(({ kind }) => kind !== 'starting')).toMatchObject({
      kind: 'keychain-locked',
      problem: 'unavailable',
    });
    await second.kill();
    await computer.keyring.startDaemon();
    await computer.start().untilOnline();
  });

  // libsecret never finds a new daemon from a process that has seen the old one: the next start does.
  it('whose daemon is killed during a run leaves the session in memory, and its stale token is never used', async () => {
    const engine = await computer.startSignedIn();
    await computer.keyring.killDaemon();
    await engine.ask({ call: 'retry', input: 'resume' });
    await engine.untilState((state) => 'storage' in state && state.storage === 'memory');
    await engine.untilOnline();
    await engine.kill();
    await computer.keyring.startDaemon();
    expect(await computer.start().untilState(({ kind }) => kind !== 'starting')).toMatchObject({
      kind: 'signed-out',
      reason: 'keychain-lost',
      email: marie.email,
    });
    await vi.waitFor(async () => expect(await computer.keyring.entries()).toEqual({}), {
      timeout: 60_000,
    });
  });

  it('that does not answer leaves the form usable, and stores the token when it does', async () => {
    const first = await computer.startSignedIn();
    await first.kill();
    const daemon = await daemonId();
    process.kill(daemon, 'SIGSTOP');
    const second = computer.start();
    await second.untilState((state) => state.kind === 'starting' && state.isWaitingForKeychain);
    expect(await second.ask({ call: 'signIn', input })).toEqual({ ok: true, value: null });
    expect(second.states.at(-1)).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    process.kill(daemon, 'SIGCONT');
    await second.untilState((state) => 'storage' in state && state.storage === 'keychain');
  });

  it('that is missing leaves the session in memory, and no file holds a secret', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const engine = await computer.startSignedIn({ env, storage: 'memory' });
    await engine.kill();
    const next = computer.start({ env });
    expect(await next.untilState(({ kind }) => kind !== 'starting')).toMatchObject({
      kind: 'signed-out',
      reason: 'keychain-lost',
    });
  });

  it('holds nothing of the user after a sign-out', async () => {
    const engine = await computer.startSignedIn();
    await engine.ask({ call: 'signOut' });
    await vi.waitFor(async () => expect(await computer.keyring.entries()).toEqual({}), {
      timeout: 60_000,
    });
  });

  it('keeps only the sign-outs that the server has not received', async () => {
    const engine = await computer.startSignedIn();
    await computer.api.stop();
    await engine.ask({ call: 'signOut' });
    expect(Object.keys(await computer.keyring.entries())).toEqual([
      `${computer.proxy.origin}#revocations`,
    ]);
    await engine.kill();
    await computer.api.start();
    computer.start();
    await vi.waitFor(async () => expect(await computer.keyring.entries()).toEqual({}), {
      timeout: 60_000,
    });
  });
});
