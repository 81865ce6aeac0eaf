import { type CommandName, commandNames } from '@mytone/shared/bridge/channels.ts';
import { commands } from '@mytone/shared/bridge/commands.ts';
import { ok } from '@mytone/shared/result.ts';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  type CommandHandlers,
  createCommandRunner,
} from '../../../../src/main/bridge/command-runner.ts';
import type { SenderEvent } from '../../../../src/main/page/trusted-sender.ts';
import { appInfo } from '../../../support/app-info.ts';
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

function setUp(change: Partial<CommandHandlers> = {}) {
  const called = vi.fn();
  const handlers: CommandHandlers = {
    getAuthState: () => ok({ kind: 'starting', isWaitingForKeychain: false }),
    signIn: done,
    signUp: done,
    cancelSignIn: done,
    checkName: () => ok('free'),
    signOut: done,
    getPasswordReset: () => ok({ kind: 'none' }),
    forgotPassword: done,
    resetPassword: done,
    cancelPasswordRequest: done,
    closePasswordReset: done,
    getAccountOffer: () => ok({ kind: 'unknown' }),
    changeProfile: done,
    changePassword: done,
    getSessions: () => ok([]),
    endSession: done,
    endOtherSessions: done,
    deleteAccount: done,
    retry: done,
    getSessionLog: () => ok('session log'),
    getPreferences: () => ok({ language: 'fr', theme: 'system', zoom: 100 }),
    setPreferences: done,
    getAppInfo: () => ok(appInfo),
    getLicenses: () => ok([]),
    testKeychain: () => ok('works'),
    openLink: done,
    getProxyQuestion: () => ok(null),
    answerProxyQuestion: done,
    getUpdateState: () => ok({ kind: 'idle', isShown: false }),
    actOnUpdate: done,
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

test('calls the handler with the parsed input and returns its answer', async () => {
  const { run, called } = setUp();
  const answer = await run('signIn', trusted, { ...credentials, login: '  jeandupont ' });
  expect([answer, called.mock.calls]).toEqual([{ ok: true, value: null }, [[credentials]]]);
});

test.each(commandNames)(
  'refuses %s from an untrusted sender before it parses anything',
  async (name) => {
    const { run, called } = setUp();
    expect([await run(name, untrusted, undefined), called.mock.calls]).toEqual([
      { ok: false, error: { code: 'untrusted-sender' } },
      [],
    ]);
  },
);

test('checks the frame before the first await', () => {
  const isDestroyed = vi.fn(() => false);
  const frame = trusted.senderFrame && { ...trusted.senderFrame, isDestroyed };
  void setUp().run('retry', { sender: contents, senderFrame: frame }, undefined);
  expect(isDestroyed).toHaveBeenCalledOnce();
});

describe('a command runner', () => {
  test.each<[CommandName, unknown]>([
    ['getAuthState', null],
    ['retry', {}],
    ['signIn', undefined],
    ['signIn', { login: 'jeandupont' }],
    ['signIn', { ...credentials, remember: true }],
    ['signIn', { ...credentials, password: '' }],
    ['signIn', { ...credentials, password: 'x'.repeat(1025) }],
    ['signIn', { ...credentials, login: ['jeandupont'] }],
    ['setPreferences', { language: 'pt', theme: 'dark', zoom: 100 }],
    ['setPreferences', { language: 'fr', theme: 'dark', zoom: 1 }],
    ['setPreferences', { language: 'fr', theme: 'dark', zoom: 100, extra: 1 }],
    ['openLink', 'https://evil.example'],
  ])('refuses for %s the argument %j', async (name, input) => {
    const { run, called } = setUp();
    expect([await run(name, trusted, input), called.mock.calls]).toEqual([
      { ok: false, error: { code: 'invalid-input' } },
      [],
    ]);
  });

  test('never rejects and never calls a handler with an unparsed argument', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...commandNames),
      fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }),
      async (name, input) => {
        const { run, called } = setUp();
        const answer = await run(name, trusted, input);
        const isAccepted = commands[name].input.safeParse(input).success;
        expect(answer.ok).toBe(isAccepted);
        expect(called.mock.calls.length === 0 || isAccepted).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  test('never logs an argument', async () => {
    const { run, log } = setUp();
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
  ])('%s is answered with a code and no message', async (_name, signIn) => {
    const { run } = setUp({ signIn });
    expect(await run('signIn', trusted, credentials)).toEqual({
      ok: false,
      error: { code: 'unexpected' },
    });
  });

  test('is logged with the name of the command', async () => {
    const { run, log } = setUp({ signIn: crash });
    await run('signIn', trusted, credentials);
    expect(log.entries).toEqual([
      { level: 'error', event: 'bridge.command-failed', fields: { command: 'signIn' } },
    ]);
  });
});
