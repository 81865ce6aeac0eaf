import type { Events } from '@mytone/shared/bridge/bridge.ts';
import {
  channelOf,
  commandNames,
  type EventName,
  eventNames,
} from '@mytone/shared/bridge/channels.ts';
import {
  type CommandFailure,
  command,
  commands,
  type FailureOf,
} from '@mytone/shared/bridge/commands.ts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import type { CommandHandlers, HandlersOf } from '../../../../src/main/bridge/command-runner.ts';
import type { CodeTables } from '../../../../src/renderer/i18n/code-tables.ts';

// The types are checked by `npm run types`, which includes the tests.
const withChangePassword = {
  ...commands,
  changePassword: command(z.object({ old: z.string(), new: z.string() })).returns<
    null,
    { readonly code: 'wrong-old-password' }
  >(),
};
type WithChangePassword = typeof withChangePassword;

describe('a new command', () => {
  test('adds its codes to the codes that need words', () => {
    expectTypeOf<FailureOf<WithChangePassword>['code']>().toEqualTypeOf<
      CommandFailure['code'] | 'wrong-old-password'
    >();
  });

  test('does not compile while a language has no words for its codes', () => {
    type Words = CodeTables['failures'];
    expectTypeOf<Words>().toExtend<Record<CommandFailure['code'], string>>();
    expectTypeOf<Words>().not.toExtend<Record<FailureOf<WithChangePassword>['code'], string>>();
  });

  test('does not compile without a handler', () => {
    expectTypeOf<CommandHandlers>().not.toExtend<HandlersOf<WithChangePassword>>();
  });

  test('passes the parsed input to its handler', () => {
    expectTypeOf<Parameters<HandlersOf<WithChangePassword>['changePassword']>>().toEqualTypeOf<
      [input: { old: string; new: string }]
    >();
  });
});

test('every command in the list has an entry, and every entry is in the list', () => {
  expect(Object.keys(commands).sort()).toEqual([...commandNames].sort());
});

test('every event in the list has a payload, and every payload is in the list', () => {
  expectTypeOf<keyof Events>().toEqualTypeOf<EventName>();
});

test('no two commands or events share a channel', () => {
  const channels = [...commandNames, ...eventNames].map(channelOf);
  expect(new Set(channels).size).toBe(channels.length);
});
