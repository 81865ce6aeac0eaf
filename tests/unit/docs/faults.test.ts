import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../support/project.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A row's last cell: `[describe](../file): ` and the name as the file spells it. */
const named = [...read('docs/faults.md').matchAll(/\| \[(.+)\]\(\.\.\/(\S+)\): `(.+)` \|$/gm)].map(
  ([, group = '', file = '', name = '']) => ({ file, group, name }),
);

/** The text as a string literal, in the quotes that the formatter gives it. */
function literal(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

describe('docs/faults.md', () => {
  test('has a test for each of the 29 faults', () => {
    const rows = read('docs/faults.md').match(/^\| [A-Z1-9].+ \|$/gm) ?? [];
    expect(rows).toHaveLength(29);
    expect(named).toHaveLength(29);
  });

  test('names only existing tests, each once', () => {
    const missing = named.filter(({ file, group, name }) => {
      const source = read(file);
      return !(source.includes(`describe(${literal(group)}, `) && source.includes(literal(name)));
    });
    expect(missing).toEqual([]);
    expect(new Set(named.map(({ name }) => name)).size).toBe(29);
  });
});
