import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../support/project.ts';

/** The folder that each folder of tests/unit mirrors; the others are about the whole repository. */
const mirrored: Readonly<Record<string, string>> = {
  main: 'src/main',
  renderer: 'src/renderer',
  shared: 'src/shared',
  scripts: 'scripts',
  tools: 'tools',
};

/** Tests of what several files do on one platform. */
const exceptions = ['scripts/platforms'];

const tests = globSync(`{${Object.keys(mirrored).join(',')}}/**/*.test.{ts,tsx}`, {
  cwd: join(root, 'tests/unit'),
}).map((file) => file.replaceAll('\\', '/').replace(/\.test\.tsx?$/, ''));

test('every unit test has the folder and the name of its source', () => {
  expect(tests.length).toBeGreaterThan(100);
  const strays = tests.filter((name) => {
    const [folder = '', ...path] = name.split('/');
    const source = `${mirrored[folder]}/${path.join('/')}.{ts,tsx,mjs}`;
    return globSync(source, { cwd: root }).length === 0;
  });
  expect(strays).toEqual(exceptions);
});
