import { describe, expect, it } from 'vitest';
import {
  browser,
  keyring,
  keytarBuild,
  planInstall,
  postgres,
} from '../../../../../scripts/lib/install/system-packages.mjs';

const emptyDebian = {
  platform: 'linux',
  isDebian: true,
  isRoot: true,
  env: {},
  home: '/home/jean',
  hasProgram: (_name: string) => false,
  list: (_folder: string): string[] => [],
  succeeds: (_command: string, _args: readonly string[]) => false,
};

const equipped = { hasProgram: () => true, list: () => ['15'], succeeds: () => true };

describe('planInstall', () => {
  const needs = [keytarBuild, keyring, browser, postgres];

  it('does nothing if everything is there', () => {
    expect(planInstall(needs, { ...emptyDebian, ...equipped })).toEqual({ do: 'nothing' });
  });

  it.each(['darwin', 'win32'])('does nothing on %s, which has everything', (platform) => {
    expect(planInstall(needs, { ...emptyDebian, platform })).toEqual({ do: 'nothing' });
  });

  it('installs the packages of each missing need on Debian as root', () => {
    expect(planInstall([keyring, browser], emptyDebian)).toEqual({
      do: 'install',
      packages: [...keyring.packages, ...browser.packages],
    });
  });

  it('leaves out what is there', () => {
    const machine = { ...emptyDebian, hasProgram: (name: string) => name === 'chromium' };
    expect(planInstall([keyring, browser], machine)).toEqual({
      do: 'install',
      packages: keyring.packages,
    });
  });

  it('refuses without root, with the exact command', () => {
    expect(planInstall([browser], { ...emptyDebian, isRoot: false })).toEqual({
      do: 'refuse',
      line: 'Missing: Chromium. Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts-liberation',
    });
  });

  it('refuses on another Linux, naming what is missing in one line', () => {
    const { line } = planInstall(needs, { ...emptyDebian, isDebian: false });
    expect(line).toMatch(/^Missing: .*keyring.* and Chromium and PostgreSQL\. Install it with .*$/);
  });
});

describe('what counts as installed', () => {
  it('includes the headers of libsecret besides the compiler', () => {
    const machine = { ...emptyDebian, hasProgram: () => true };
    expect(keytarBuild.isMet(machine)).toBe(false);
    expect(keytarBuild.isMet({ ...machine, succeeds: () => true })).toBe(true);
  });

  it.each(['dbus-daemon', 'gnome-keyring-daemon'])('reports a keyring without %s', (absent) => {
    const machine = { ...emptyDebian, hasProgram: (name: string) => name !== absent };
    expect(keyring.isMet(machine)).toBe(false);
  });

  it.each([
    { hasProgram: (name: string) => name === 'google-chrome' },
    { env: { BROWSER_HOST_CHROMIUM: '/opt/chromium' } },
    { list: (folder: string) => (folder.includes('ms-playwright') ? ['chromium-1200'] : []) },
  ])('includes any browser that the browser host finds', (machine) => {
    expect(browser.isMet({ ...emptyDebian, ...machine })).toBe(true);
  });

  it("includes Debian's PostgreSQL, whose programs are not on the PATH", () => {
    const list = (folder: string) => (folder === '/usr/lib/postgresql' ? ['15'] : []);
    expect(postgres.isMet({ ...emptyDebian, list })).toBe(true);
  });
});
