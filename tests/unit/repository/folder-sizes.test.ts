import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../support/project.ts';

/** A dozen and a little room: a folder that reaches it is split by what its files are for. */
const mostFiles = 14;

const files = execFileSync(
  'git',
  [
    'ls-files',
    ...['--cached', '--others', '--exclude-standard'],
    ...['src', 'server', 'tools', 'tests', 'scripts'],
  ],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  // The trees of the screens are written by a command, one file a scene.
  .filter((file) => file !== '' && !file.endsWith('.aria.yml'));

test('no folder holds more than 14 files at one level', () => {
  const byFolder = Map.groupBy(new Set(files), (file) => dirname(file));
  expect(byFolder.size).toBeGreaterThan(50);
  const tooFull = [...byFolder]
    .filter(([, inside]) => inside.length > mostFiles)
    .map(([folder, inside]) => `${folder}: ${inside.length}`);
  expect(tooFull).toEqual([]);
});
