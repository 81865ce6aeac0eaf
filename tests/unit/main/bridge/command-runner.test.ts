import type { CommandName } from '@mytone/shared/bridge.ts';
import { commandInputs } from '@mytone/shared/bridge-inputs.ts';
import { ok } from '@mytone/shared/result.ts';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  type CommandHandlers,
  createCommandRunner,
} from '../../../../src/main/bridge/command-runner.ts';
import type { SenderEvent } from '../../../../src/main/page/trusted-sender.ts';
import { createRecordedLog } from '../fakes.ts';

const contents = {};

const trusted: SenderEvent = {
  sender: contents,
  senderFrame: {
    url: 'app://mytone/index.html',
    origin: 'app://mytone',
    parent: null,
    detached: false,
    isDestroyed: () => false,
  },
};

const untrusted: SenderEvent = { sender: contents, senderFrame: null };

const names = Object.keys(commandInputs) as CommandName[];

function createBench(change: Partial<CommandHandlers> = {}) {
  const called = vi.fn();
  const handlers: CommandHandlers = {
    getAuthState: () => ok({ kind: 'starting', isWaitingForKeychain: false }),
    signIn: done,
    signUp: done,
    cancelSignIn: done,
    signOut: done,
    retry: done,
    getDiary: () => ok('diary'),
    getPreferences: () => ok({ language: 'fr', theme: 'system' }),
    setPreferences: done,
    getAppInfo: () => ok({ version: '1', apiOrigin: 'https://api.example.com' }),
    openLink: done,
    ...change,
  };
  function done(input?: unknown) {
    called(input);
    return ok(null);
  }
  const log = createRecordedLog();
  const run = createCommandRunner({ handlers, getOwnContents: () => contents, log });
  return { run, log, called };
}

const credentials = { login: 'jeandupont', password: 'SuperSecure123!' };

test('hands the parsed input to the handler and its answer back', async () => {
  const { run, called } = createBench();
  const answer = await run('signIn', trusted, { ...credentials, login: '  jeandupont ' });
  expect([answer, called.mock.calls]).toEqual([{ ok: true, value: null }, [[credentials]]]);
});

test.each(names)('refuses %s to an untrusted sender before anything else', async (name) => {
  const { run, called } = createBench();
  expect([await run(name, untrusted, undefined), called.mock.calls]).toEqual([
    { ok: false, error: { code: 'untrusted-sender' } },
    [],
  ]);
});

test('looks at the frame before anything is awaited', () => {
  const isDestroyed = vi.fn(() => false);
  const frame = trusted.senderFrame && { ...trusted.senderFrame, isDestroyed };
  void createBench().run('retry', { sender: contents, senderFrame: frame }, undefined);
  expect(isDestroyed).toHaveBeenCalledOnce();
});

describe('arguments', () => {
  test.each<[CommandName, unknown]>([
    ['getAuthState', null],
    ['retry', {}],
    ['signIn', undefined],
    ['signIn', { login: 'jeandupont' }],
    ['signIn', { ...credentials, remember: true }],
    ['signIn', { ...credentials, password: '' }],
    ['signIn', { ...credentials, password: 'x'.repeat(1025) }],
    ['signIn', { ...credentials, login: ['jeandupont'] }],
    ['setPreferences', { language: 'pt', theme: 'dark' }],
    ['setPreferences', { language: 'fr', theme: 'dark', extra: 1 }],
    ['openLink', 'https://evil.example'],
  ])('of %s are refused: %j', async (name, input) => {
    const { run, called } = createBench();
    expect([await run(name, trusted, input), called.mock.calls]).toEqual([
      { ok: false, error: { code: 'invalid-input' } },
      [],
    ]);
  });

  test('of any kind never make a call reject, nor reach a handler unparsed', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...names),
      fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }),
      async (name, input) => {
        const { run, called } = createBench();
        const answer = await run(name, trusted, input);
        const isAccepted = commandInputs[name].safeParse(input).success;
        expect(answer.ok).toBe(isAccepted);
        expect(called.mock.calls.length === 0 || isAccepted).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  test('are never written to the log', async () => {
    const { run, log } = createBench();
    await run('signIn', trusted, { ...credentials, extra: 1 });
    expect(JSON.stringify(log.entries)).not.toContain(credentials.password);
  });
});

describe('a handler that throws', () => {
  const crash = () => {
    throw new Error(credentials.password);
  };

  test.each([
    ['at once', crash],
    ['later', async () => crash()],
  ])('%s is answered with a code alone', async (_name, signIn) => {
    const { run } = createBench({ signIn });
    expect(await run('signIn', trusted, credentials)).toEqual({
      ok: false,
      error: { code: 'unexpected' },
    });
  });

  test('is logged with the name of its command', async () => {
    const { run, log } = createBench({ signIn: crash });
    await run('signIn', trusted, credentials);
    expect(log.entries).toEqual([
      { level: 'error', event: 'command failed', fields: { command: 'signIn' } },
    ]);
  });
});
