import { expect, test } from 'vitest';
import { isUnkind } from '../../../../tools/browser-host/unkindness.ts';

test('the host is unkind only if a test asks for it', () => {
  expect(isUnkind('never-paints', undefined)).toBe(false);
  expect(isUnkind('never-paints', 'several-displays')).toBe(false);
  expect(isUnkind('never-paints', 'several-displays,never-paints')).toBe(true);
  expect(isUnkind('never-paints', 'all')).toBe(true);
});

test('an unknown unkindness is refused by name', () => {
  expect(() => isUnkind('never-paints', 'never-paint')).toThrow('"never-paint"');
});
