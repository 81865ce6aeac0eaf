import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../support/project.ts';
import { en } from '../../support/words.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

const page = read('docs/troubleshooting.md').replaceAll(/\s+/g, ' ');

/** The messages that the page quotes in bold. */
const quoted = [...page.matchAll(/\*\*"(.+?)"\*\*/g)].map(([, message = '']) => message);

const code = execFileSync('git', ['ls-files', 'src', 'scripts', 'server/src', 'tools'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|mjs)$/.test(file))
  .map(read)
  .join('\n')
  // A value in a template is as unknown as the dots of the page.
  .replaceAll(/\$\{[^}]*\}/g, '…');

/** What a message says itself, without the values in it. */
const wordsOf = (message: string) =>
  message
    .split('…')
    .map((part) => part.trim())
    .filter(Boolean);

describe('docs/troubleshooting.md', () => {
  test('quotes at least one message', () => {
    expect(quoted.length).toBeGreaterThan(40);
  });

  test.each(quoted)('quotes the message %j, which exists', (message) => {
    for (const words of wordsOf(message)) {
      expect(code.includes(words), words).toBe(true);
    }
  });

  test.each([
    ...Object.values(en.offlineCauses),
    ...Object.values(en.keychainProblems),
    en.signOutReasons.expired,
    en.signOutReasons.revoked,
    en.signOutReasons['keychain-lost'],
  ])('explains the message %j of the app', (message) => {
    expect(quoted).toContain(message);
  });

  /** The first words of every refusal of the scripts that does not end with its own remedy. */
  const refusals = [...code.matchAll(/Refusal\(\s*['"`](…? ?[^'"`…:(]+)/g)].map(([, words = '']) =>
    words.trim(),
  );
  const saysItself = /^(--|There is no stage|npm run dev|…\. Usage|The packages could not)/;
  test.each(refusals.filter((words) => !saysItself.test(words)))(
    'explains the refusal %j',
    (words) => {
      expect(page.includes(words), words).toBe(true);
    },
  );
});
