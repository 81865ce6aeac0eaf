import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createAptLists, type RepositoryPackage, suite } from './apt-repository.ts';

const usage =
  'usage: npm run apt-repository -- --packages FOLDER --output FOLDER --key FINGERPRINT\n';

const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    output: { type: 'string' },
    key: { type: 'string' },
  },
});
if (values.packages && values.output && values.key) {
  writeRepository(values.packages, values.output, values.key);
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

/** Makes a repository of all .deb files in a folder, signed with a key of gpg. */
function writeRepository(source: string, output: string, key: string): void {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(output, path)), { recursive: true });
    writeFileSync(join(output, path), content);
  };
  const names = readdirSync(source).filter((name) => name.endsWith('.deb'));
  const packages = names.map((name): RepositoryPackage => {
    const file = join(source, name);
    const control = execFileSync('dpkg-deb', ['--field', file], { encoding: 'utf8' });
    return { control, path: `pool/${name}`, content: readFileSync(file) };
  });
  mkdirSync(join(output, 'pool'), { recursive: true });
  for (const name of names) {
    copyFileSync(join(source, name), join(output, 'pool', name));
  }
  for (const [path, text] of createAptLists(packages, new Date())) {
    write(path, text);
  }

  const lists = join(output, 'dists', suite);
  const gpg = (...args: string[]) => execFileSync('gpg', ['--batch', '--yes', ...args]);
  gpg(
    '--local-user',
    key,
    '--output',
    join(lists, 'InRelease'),
    '--clearsign',
    join(lists, 'Release'),
  );
  // What users put into /usr/share/keyrings.
  write('mytone.gpg', gpg('--export', key));
}
