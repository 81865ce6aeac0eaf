import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PackageOrder } from './arguments.ts';
import { listFiles } from './layout.ts';

/** Makes the .deb with Debian's own dpkg-deb. */
export function makeDeb({ options, depends, recommends }: PackageOrder, stage: string): void {
  const get = (option: string) => options.get(option) ?? '';
  writeChangelog(get('--name'), get('--version'), get('--maintainer'), stage);
  const files = listFiles(stage);
  const control = join(stage, 'DEBIAN');
  mkdirSync(control);
  const [synopsis = '', ...rest] = get('--description').split('\n');
  const bytes = files.reduce((sum, file) => sum + statSync(join(stage, file)).size, 0);
  const fields = [
    ['Package', get('--name')],
    ['Version', get('--version')],
    ['Architecture', get('--architecture')],
    ['Maintainer', get('--maintainer')],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', get('--category')],
    ['Priority', get('--deb-priority')],
    ['Homepage', get('--url')],
    ['Description', [synopsis.trim(), ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n')],
  ];
  const text = fields.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(control, 'control'), text.join(''));
  const sums = files.map((file) => `${md5(join(stage, file))}  ${file}\n`);
  writeFileSync(join(control, 'md5sums'), sums.join(''));
  cpSync(get('--after-install'), join(control, 'postinst'));
  cpSync(get('--after-remove'), join(control, 'postrm'));
  for (const script of ['postinst', 'postrm']) {
    chmodSync(join(control, script), 0o755);
  }
  const compression = get('--deb-compression') || 'gzip';
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, '--build', stage, get('--package')],
    { stdio: 'inherit' },
  );
}

const md5 = (file: string) => createHash('md5').update(readFileSync(file)).digest('hex');

function writeChangelog(name: string, version: string, maintainer: string, stage: string): void {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const date = new Date(epoch === undefined ? Date.now() : Number(epoch) * 1000).toUTCString();
  const entry = `${name} (${version}) stable; urgency=medium\n\n  * Release ${version}.\n\n -- ${maintainer}  ${date.replace('GMT', '+0000')}\n`;
  const folder = join(stage, 'usr/share/doc', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'changelog.gz'), gzipSync(entry, { level: 9 }));
}
