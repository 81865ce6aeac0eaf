import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '../../support/project.ts';

/** What Git for Windows, which turns line ends around unless it is told otherwise, does to a file. */
const endOf = (file: string) =>
  execFileSync('git', ['check-attr', 'text', 'eol', '--', file], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.split(': ').at(-1));

test.each(['package.json', 'src/main/index.ts', 'scripts/start.mjs', 'docs/security.md'])(
  '%s has the line ends of the formatter on Windows too',
  (file) => expect(endOf(file)).toEqual(['auto', 'lf']),
);

test.each(['resources/icon.png', 'a.woff2', 'a.ico', 'a.icns'])(
  '%s is binary and stays as it is',
  (file) => expect(endOf(file)[0]).toBe('unset'),
);
