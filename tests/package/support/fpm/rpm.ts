import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageOrder } from './arguments.ts';
import { listFiles } from './layout.ts';

/** Makes the .rpm with rpmbuild. */
export function makeRpm({ options, depends }: PackageOrder, stage: string): void {
  const get = (option: string) => options.get(option) ?? '';
  const escapeMacros = (text: string) => text.replaceAll('%', '%%');
  const script = (option: string) => escapeMacros(readFileSync(get(option), 'utf8'));
  const files = listFiles(stage);
  // The application's own folder as a whole; of the system's folders only our files.
  const own = new Set(files.filter(isOwn).map((file) => file.split('/').slice(0, 2).join('/')));
  const spec = [
    `Name: ${get('--name')}`,
    `Version: ${get('--version')}`,
    'Release: 1',
    `Summary: ${escapeMacros(get('--rpm-summary'))}`,
    `License: ${get('--license')}`,
    `Vendor: ${get('--vendor')}`,
    `URL: ${get('--url')}`,
    `Packager: ${get('--maintainer')}`,
    'AutoReqProv: no',
    ...depends.map((name) => `Requires: ${name}`),
    // Nothing of what was packed is changed.
    '%global __os_install_post %{nil}',
    '%define _build_id_links none',
    `%description\n${escapeMacros(get('--description'))}`,
    '%files\n%defattr(-,root,root,-)',
    ...[...own, ...files.filter((file) => !isOwn(file))].map((path) => `"/${path}"`),
    // electron-builder's scripts are bash, which is also the `sh` of systems with rpm, but not Debian's.
    `%post -p /bin/bash\n${script('--after-install')}`,
    `%postun -p /bin/bash\n${script('--after-remove')}`,
  ];
  const folder = mkdtempSync(join(tmpdir(), 'rpm-'));
  writeFileSync(join(folder, 'package.spec'), `${spec.join('\n')}\n`);
  execFileSync(
    'rpmbuild',
    [
      ...['-bb', '--quiet', '--buildroot', stage, '--target', get('--architecture')],
      ...['--define', `_topdir ${folder}`, '--define', `_rpmdir ${folder}/out`],
      ...['--define', '_binary_payload w9.xzdio', join(folder, 'package.spec')],
    ],
    { stdio: 'inherit' },
  );
  const made = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' });
  cpSync(join(folder, 'out', made.find((name) => name.endsWith('.rpm')) ?? ''), get('--package'));
  rmSync(folder, { recursive: true });
}

const isOwn = (file: string) => file.startsWith('opt/');
