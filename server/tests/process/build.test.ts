import { globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { build } from '../../build.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const filesWithTimes = () =>
  globSync('**/*.{cjs,mjs,sql}', { cwd: dist })
    .sort()
    .map((name) => [name, statSync(join(dist, name)).mtimeMs]);

test('a build removes files of earlier builds and leaves right ones as they are', async () => {
  const before = filesWithTimes();
  expect(before.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'main.cjs',
      'hash-worker.mjs',
      join('migrations', '0001-accounts.sql'),
    ]),
  );
  writeFileSync(join(dist, 'of-an-earlier-build.cjs'), '');
  await build();
  expect(filesWithTimes()).toEqual(before);
});
