import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signOutReasons } from '@mytone/shared/auth-state.ts';
import { describe, expect, it } from 'vitest';
import {
  isAllowed,
  transitions,
} from '../../../../../../src/main/auth/session/core/transitions.ts';
import { root } from '../../../../../support/project.ts';
import { tableOf } from '../../../../docs/markdown-table.ts';

const document = readFileSync(join(root, 'docs/session.md'), 'utf8');

describe('docs/session.md', () => {
  it('draws exactly the transitions of the code', () => {
    const diagram = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(document)?.[1] ?? '';
    const drawn = [...diagram.matchAll(/^ +(\w+) --> (\w+): (.+)$/gm)].map(([, from, to, cause]) =>
      `${from} → ${to}: ${cause}`.replaceAll('_', '-'),
    );
    const coded = Object.entries(transitions).flatMap(([from, targets]) =>
      Object.entries(targets).map(([to, cause]) => `${from} → ${to}: ${cause}`),
    );
    expect(drawn.sort()).toEqual(coded.sort());
  });

  it('explains every reason for a sign-out', () => {
    const rows = tableOf(document, 'Reasons for being signed out');
    const explained = rows.map(([reason]) => reason);
    expect(explained.sort()).toEqual(signOutReasons.map((reason) => `\`${reason}\``).sort());
  });
});

describe('the transition table', () => {
  it('lets a state be replaced by one of its own kind', () => {
    expect(isAllowed('signed-in', 'signed-in')).toBe(true);
  });

  it.each([
    ['signed-in', 'starting'],
    ['signed-in', 'keychain-locked'],
    ['restoring', 'keychain-locked'],
    ['signed-out', 'keychain-locked'],
  ] as const)('has no way from %s to %s', (from, to) => {
    expect(isAllowed(from, to)).toBe(false);
  });
});
