import { EventEmitter } from 'node:events';
import type { AuthInfo } from 'electron';
import { expect, test, vi } from 'vitest';
import { createProxyLogin } from '../../../../src/main/network/proxy-login.ts';
import { createProxyQuestions } from '../../../../src/main/network/proxy-questions.ts';
import { createFakeClock, settle } from '../../../support/engine/fake-clock.ts';
import { createRecordedLog } from '../fakes.ts';

const challenge: AuthInfo = {
  isProxy: true,
  scheme: 'basic',
  host: 'proxy.example.com',
  port: 3128,
  realm: 'Example staff',
};
const question = { host: 'proxy.example.com', port: 3128, realm: 'Example staff' };
const jean = { username: 'jean', password: 'open sesame' };

/** Electron's `ClientRequest`, whose events the test emits. */
class FakeRequest extends EventEmitter {
  readonly end = vi.fn();
  readonly abort = vi.fn(() => void this.emit('close'));
}

function setUp() {
  const requests: FakeRequest[] = [];
  const request = vi.fn(() => {
    const made = new FakeRequest();
    requests.push(made);
    return made as never;
  });
  const clock = createFakeClock();
  const log = createRecordedLog();
  const questions = createProxyQuestions();
  const login = createProxyLogin({
    net: { request },
    apiOrigin: 'https://api.example.com',
    clock,
    log,
    questions,
  });
  return { login, questions, clock, log, request, current: () => requests.at(-1) as FakeRequest };
}

/** What the proxy's challenge is answered with. */
function challengeOf(request: FakeRequest, change: Partial<AuthInfo> = {}) {
  const callback = vi.fn();
  request.emit('login', { ...challenge, ...change }, callback);
  return callback;
}

test('requests only the headers of the API, and follows no redirect', () => {
  const { login, request, current } = setUp();
  void login.signIn();
  expect(request).toHaveBeenCalledExactlyOnceWith({
    url: 'https://api.example.com/',
    method: 'HEAD',
    redirect: 'manual',
    cache: 'no-store',
  });
  expect(current().end).toHaveBeenCalledOnce();
});

test('passes what the user typed to the proxy, and is accepted with the first answer', async () => {
  const { login, questions, current } = setUp();
  const outcome = login.signIn();
  const callback = challengeOf(current());
  expect(questions.get()).toMatchObject({ ...question, isRepeated: false });
  questions.answer(jean);
  await settle();
  expect(callback).toHaveBeenCalledExactlyOnceWith(jean.username, jean.password);
  current().emit('response', { statusCode: 405 });
  expect(await outcome).toBe('accepted');
});

test('asks again, and says so, when the proxy does not accept the answer', async () => {
  const { login, questions, current } = setUp();
  const outcome = login.signIn();
  challengeOf(current());
  questions.answer({ ...jean, password: 'wrong' });
  await settle();
  const first = questions.get();
  challengeOf(current());
  expect(first).toBeNull();
  expect(questions.get()).toMatchObject({ ...question, isRepeated: true });
  questions.answer(jean);
  await settle();
  current().emit('redirect', 302, 'HEAD', 'https://elsewhere.example.com/', {});
  expect(await outcome).toBe('accepted');
});

test('shares one question between simultaneous requests', async () => {
  const { login, questions, request, current } = setUp();
  const outcomes = [login.signIn(), login.signIn(), login.signIn()];
  const callback = challengeOf(current());
  questions.answer(jean);
  await settle();
  current().emit('response', { statusCode: 200 });
  expect(await Promise.all(outcomes)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(request).toHaveBeenCalledOnce();
  expect(callback).toHaveBeenCalledOnce();
});

test('does not ask again after the user declined, until they try again', async () => {
  const { login, questions, request, current } = setUp();
  const outcome = login.signIn();
  const callback = challengeOf(current());
  questions.answer(null);
  await settle();
  expect(callback).toHaveBeenCalledExactlyOnceWith();
  current().emit('response', { statusCode: 407 });
  expect(await outcome).toBe('declined');
  expect(await login.signIn()).toBe('declined');
  expect(request).toHaveBeenCalledOnce();

  login.allowQuestions();
  void login.signIn();
  expect(request).toHaveBeenCalledTimes(2);
});

test('treats declining not as a failure, even in a tunnel, which has no response', async () => {
  const { login, questions, current } = setUp();
  const outcome = login.signIn();
  challengeOf(current());
  questions.answer(null);
  await settle();
  current().emit('error', new Error('net::ERR_TUNNEL_CONNECTION_FAILED'));
  expect(await outcome).toBe('declined');
});

test.each([
  ['error', new Error('net::ERR_PROXY_CONNECTION_FAILED')],
  ['close', undefined],
  ['response', { statusCode: 407 }],
])(
  'reports %s without a question as a failure, and tries again with the next request',
  async (event, detail) => {
    const { login, request, current } = setUp();
    const outcome = login.signIn();
    current().emit(event, detail);
    expect(await outcome).toBe('failed');
    void login.signIn();
    expect(request).toHaveBeenCalledTimes(2);
  },
);

test('closes the question when the connection is lost', async () => {
  const { login, questions, current } = setUp();
  const outcome = login.signIn();
  const callback = challengeOf(current());
  current().emit('error', new Error('net::ERR_CONNECTION_RESET'));
  expect(await outcome).toBe('failed');
  await settle();
  expect(questions.get()).toBeNull();
  expect(callback).not.toHaveBeenCalled();
});

test('gives no password to a server, and does not ask the user for one', () => {
  const { login, questions, current } = setUp();
  void login.signIn();
  expect(challengeOf(current(), { isProxy: false })).toHaveBeenCalledExactlyOnceWith();
  expect(questions.get()).toBeNull();
});

test('gives up on a proxy that does not answer, but never on a user who is typing', async () => {
  const { login, questions, clock, current } = setUp();
  const outcome = login.signIn();
  challengeOf(current());
  await clock.advance(3_600_000);
  expect(current().abort).not.toHaveBeenCalled();
  questions.answer(jean);
  await settle();
  await clock.advance(100_000);
  expect(await outcome).toBe('failed');
});

test('shows at most 100 characters of a realm, and no invisible ones', () => {
  const { login, questions, current } = setUp();
  void login.signIn();
  challengeOf(current(), { realm: `\u202eStaff\u0000\n${'x'.repeat(5_000)}` });
  expect(questions.get()?.realm).toBe(`Staff${'x'.repeat(95)}`);
});

test('tells waiting requests that the proxy lets them through', async () => {
  const { login, current } = setUp();
  const accepted = vi.fn();
  login.onAccepted(accepted);
  const outcome = login.signIn();
  current().emit('response', { statusCode: 200 });
  await outcome;
  expect(accepted).toHaveBeenCalledOnce();
});

test('logs the outcome, and neither the name nor the password nor the proxy', async () => {
  const { login, log, questions, current } = setUp();
  const outcome = login.signIn();
  challengeOf(current());
  questions.answer(jean);
  await settle();
  current().emit('response', { statusCode: 200 });
  await outcome;
  expect(log.entries).toEqual([
    { level: 'info', event: 'proxy.login', fields: { outcome: 'accepted' } },
  ]);
});
