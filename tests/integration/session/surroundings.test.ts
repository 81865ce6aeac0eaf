import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Computer,
  type Services,
  startComputer,
  startServices,
} from '../../support/engine/computer.ts';
import { marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const faketime = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));

let services: Services;
let computer: Computer;
beforeAll(async () => {
  services = await startServices();
});
beforeEach(async () => {
  computer = await startComputer(services);
});
afterAll(() => services.dispose());
afterEach(() => computer.dispose());

function refreshes(): number {
  return computer.proxy.paths.filter((path) => path === '/auth/refresh').length;
}

describe("a wrong computer clock (needs Debian's package libfaketime)", () => {
  it.skipIf(faketime === undefined).each(['-2h', '+2h', '+1d'])(
    '%s costs one refresh per start, as a right one does',
    async (offset) => {
      const env = {
        LD_PRELOAD: faketime ?? '',
        FAKETIME: offset,
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
      const first = await computer.startSignedIn({ env });
      const shown = first.states.at(-1);
      expect(shown).toMatchObject({ kind: 'signed-in' });
      expect(refreshes()).toBe(0);
      await first.ask({ call: 'retry', input: 'user' });
      await first.untilOnline();
      expect(refreshes()).toBe(0);
      await first.kill();
      const second = computer.start({ env });
      await second.untilOnline();
      expect(refreshes()).toBe(1);
    },
  );
});

describe('a full disk (needs a user who may mount a tmpfs)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mytone-full-'));
  const isMounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;

  afterEach(() => {
    if (isMounted) {
      execFileSync('umount', ['--lazy', folder]);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(!isMounted)('costs neither the session nor its restart', async () => {
    const first = await computer.startSignedIn({ profile: folder });
    await first.ask({ call: 'signOut' });
    const settings = readFileSync(join(folder, 'settings.json'), 'utf8');
    expect(settings).toContain('"signOutReason"');
    fill(join(folder, 'filler'));
    const input = { login: marie.email, password: marie.password };
    expect(await first.ask({ call: 'signIn', input })).toEqual({ ok: true, value: null });
    await first.kill();
    const second = computer.start({ profile: folder });
    expect(await second.untilOnline()).toMatchObject({ user: { email: marie.email } });
  });
});

/** Writes until nothing more fits. */
function fill(path: string): void {
  for (let size = 65_536; size >= 1; size /= 2) {
    try {
      writeFileSync(path, 'x'.repeat(size), { flag: 'a' });
    } catch {
      // Half of it may fit.
    }
  }
}
