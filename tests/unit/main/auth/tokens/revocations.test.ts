import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../../../../src/main/auth/api/api-answer.ts';
import { emptySessionRecord, type SessionRecord } from '../../../../../src/main/auth/ports.ts';
import { createRevocations } from '../../../../../src/main/auth/tokens/revocations.ts';
import { createVault } from '../../../../../src/main/auth/tokens/vault.ts';
import { origin } from '../../../../support/engine/fake-api.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';
import { createFakeKeychain } from '../../../../support/engine/fake-keychain.ts';
import { neverSent, silentApi } from '../../../../support/engine/silent-api.ts';

const second = 1_000;
const day = 24 * 60 * 60 * second;
const told: ApiAnswer<null> = { kind: 'success', value: null };

function refused(status: number): ApiAnswer<null> {
  return { kind: 'refused', status, detail: 'refused', retryAfterMs: null };
}

/** A gateway's page. */
const unavailable = { ...neverSent, status: 503, mayHaveBeenHandled: true } as const;

function create(pendingRevocations = 0) {
  const clock = createFakeClock();
  const serverClock = { now: () => clock.now() };
  const keychain = createFakeKeychain();
  const asked: { readonly token: string; readonly signal: AbortSignal }[] = [];
  const logged: unknown[] = [];
  const log = { info: (...entry: unknown[]) => void logged.push(entry), warn() {}, error() {} };
  let record: SessionRecord = { ...emptySessionRecord, pendingRevocations };
  const server = { answer: async (_token: string): Promise<ApiAnswer<null>> => told };
  const revocations = createRevocations({
    api: {
      ...silentApi,
      logout: (token, signal) => {
        asked.push({ token, signal });
        return server.answer(token);
      },
    },
    vault: createVault({ keychain, origin, platform: 'linux', log }),
    records: {
      read: () => record,
      update: (change) => {
        record = { ...record, ...change };
      },
    },
    clock,
    serverClock,
    random: () => 0,
    log,
  });
  const queued = (): unknown[] =>
    JSON.parse(keychain.entries.get(`${origin}#revocations`) ?? '[]') as unknown[];
  return {
    revocations,
    clock,
    serverClock,
    keychain,
    asked,
    logged,
    server,
    queued,
    record: () => record,
  };
}

describe('the queue of tokens to revoke', () => {
  it('keeps the others when one was sent', async () => {
    const { revocations, server, queued, record, asked } = create();
    server.answer = async (token) => (token === 'a' ? told : neverSent);
    await Promise.all([revocations.add('a'), revocations.add('b')]);
    await settle();
    expect(queued()).toMatchObject([{ token: 'b' }]);
    expect(record().pendingRevocations).toBe(1);
    expect(asked.map(({ token }) => token)).toEqual(['a', 'b']);
  });

  it('sends one at a time, and each once', async () => {
    const { revocations, asked, server } = create();
    server.answer = () => new Promise(() => {});
    await Promise.all([revocations.add('a'), revocations.add('b')]);
    revocations.hurry();
    await settle();
    expect(asked).toHaveLength(1);
  });

  it('restarts its back-off after a success', async () => {
    const { revocations, asked, server, clock } = create();
    server.answer = async () => neverSent;
    await revocations.add('a');
    await clock.advance(7 * second);
    expect(asked).toHaveLength(4);
    server.answer = async (token) => (token === 'a' ? told : neverSent);
    await revocations.add('b');
    await settle();
    expect(asked).toHaveLength(6);
    await clock.advance(second);
    expect(asked).toHaveLength(7);
  });

  it('is sent for seven days, and not longer, to a server that answers', async () => {
    const { revocations, asked, clock, server, queued } = create();
    server.answer = async () => ({ ...unavailable, retryAfterMs: day });
    await revocations.add('a');
    await clock.advance(7 * day);
    expect(asked).toHaveLength(8);
    expect(queued()).toHaveLength(1);
    await clock.advance(10 * day);
    expect(asked).toHaveLength(9);
    expect(queued()).toEqual([]);
  });

  it('is kept for seven days while nothing answers', async () => {
    const { revocations, clock, server, queued } = create();
    server.answer = async () => neverSent;
    await revocations.add('a');
    await clock.advance(6 * day);
    expect(queued()).toHaveLength(1);
    await clock.advance(2 * day);
    expect(queued()).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });

  it('is kept by a clock that is years off while nothing answers', async () => {
    const { revocations, keychain, clock, server, queued } = create(1);
    const left = [{ token: 'left', since: clock.now() - 6 * 365 * day }];
    keychain.entries.set(`${origin}#revocations`, JSON.stringify(left));
    server.answer = async () => neverSent;
    await revocations.resume();
    await clock.advance(6 * day);
    expect(queued()).toHaveLength(1);
  });

  it.each<[string, ApiAnswer<null>]>([
    ['a gateway’s page', unavailable],
    ['a refusal that is not about the token', refused(404)],
  ])('gives up a token of more than a week ago after eight times %s', async (_name, answer) => {
    const { revocations, keychain, asked, clock, server, queued } = create(1);
    const left = [{ token: 'left', since: clock.now() - 8 * day }];
    keychain.entries.set(`${origin}#revocations`, JSON.stringify(left));
    server.answer = async () => answer;
    await revocations.resume();
    await clock.advance(63 * second);
    expect([asked.length, queued().length]).toEqual([7, 1]);
    await clock.advance(64 * second);
    expect([asked.length, queued().length]).toEqual([8, 0]);
    await clock.advance(day);
    expect(asked).toHaveLength(8);
  });

  it('keeps a token of more than a week ago if the application ends while it is sent', async () => {
    const { revocations, keychain, asked, clock, server, queued } = create(1);
    const left = [{ token: 'left', since: clock.now() - 8 * day }];
    keychain.entries.set(`${origin}#revocations`, JSON.stringify(left));
    server.answer = async () => (asked.length < 8 ? unavailable : { kind: 'aborted' });
    await revocations.resume();
    await clock.advance(127 * second);
    expect([asked.length, queued().length]).toEqual([8, 1]);
  });

  it.each([
    ['8 days behind', -8],
    ['6 years behind', -6 * 365],
    ['6 years ahead', 6 * 365],
  ])(
    'is sent even if the clock was %s at sign-out and the host has to wake up',
    async (_name, days) => {
      const { revocations, keychain, asked, clock, server } = create(1);
      const left = [{ token: 'left', since: clock.now() + days * day }];
      keychain.entries.set(`${origin}#revocations`, JSON.stringify(left));
      server.answer = async () => (asked.length < 6 ? unavailable : told);
      await revocations.resume();
      await clock.advance(60 * second);
      expect(asked).toHaveLength(6);
      expect(keychain.entries.size).toBe(0);
    },
  );

  it('counts by the server’s clock', async () => {
    const { revocations, queued, serverClock, server } = create();
    server.answer = async () => neverSent;
    serverClock.now = () => 7;
    await revocations.add('a');
    expect(queued()).toEqual([{ token: 'a', since: 7 }]);
  });

  it('sends nothing after it was disposed of', async () => {
    const { revocations, asked, clock, server } = create();
    server.answer = async () => neverSent;
    await revocations.add('a');
    await settle();
    revocations.dispose();
    revocations.hurry();
    await clock.advance(day);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it('sends nothing while it is empty', async () => {
    const { revocations, asked, keychain } = create();
    await revocations.resume();
    await settle();
    expect(asked).toEqual([]);
    expect(keychain.operations).toEqual([]);
  });

  it.each(['not JSON', '{"token":"a"}', '[{"token":1,"since":0}]'])(
    'starts empty if an earlier run left an unreadable entry (%s)',
    async (text) => {
      const { revocations, keychain, asked, server, queued } = create(1);
      keychain.entries.set(`${origin}#revocations`, text);
      server.answer = async () => neverSent;
      await revocations.add('b');
      await settle();
      expect(asked.map(({ token }) => token)).toEqual(['b']);
      expect(queued()).toMatchObject([{ token: 'b' }]);
    },
  );

  it('sends what an earlier run left first', async () => {
    const { revocations, keychain, asked } = create(1);
    const left = JSON.stringify([{ token: 'left', since: Date.UTC(2026, 0, 15) }]);
    keychain.entries.set(`${origin}#revocations`, left);
    await revocations.add('new');
    await settle();
    expect(asked.map(({ token }) => token)).toEqual(['left', 'new']);
    expect(keychain.entries.size).toBe(0);
  });

  it('is written to a working keychain that has lost the one of an earlier run', async () => {
    const { revocations, queued, server, record } = create(1);
    server.answer = async () => neverSent;
    await revocations.add('a');
    expect(queued()).toMatchObject([{ token: 'a' }]);
    await revocations.add('b');
    expect(queued()).toMatchObject([{ token: 'a' }, { token: 'b' }]);
    expect(record().pendingRevocations).toBe(2);
  });

  it('restarts its back-off when the user or the network asks for it', async () => {
    const { revocations, asked, server, clock } = create();
    server.answer = async () => neverSent;
    await revocations.add('a');
    await clock.advance(7 * second);
    expect(asked).toHaveLength(4);
    revocations.hurry();
    await clock.advance(second);
    expect(asked).toHaveLength(6);
    // The attempt that was due at 15 s before is not made as well.
    await clock.advance(7 * second);
    expect(asked).toHaveLength(8);
  });

  it('remembers how many are left while the keychain does not answer', async () => {
    const { revocations, keychain, record, server } = create(3);
    keychain.mood = 'refusing';
    server.answer = async () => neverSent;
    await revocations.add('b');
    expect(record().pendingRevocations).toBe(3);
    expect(keychain.operations.filter((name) => !name.startsWith('get'))).toEqual([]);
  });

  it('remembers how many this run has added while the keychain does not answer', async () => {
    const { revocations, keychain, record, server } = create(1);
    keychain.mood = 'refusing';
    server.answer = async () => neverSent;
    await revocations.add('a');
    await revocations.add('b');
    expect(record().pendingRevocations).toBe(2);
  });

  it('is sent no more once the API does not know the token', async () => {
    const { revocations, asked, clock, server, queued } = create();
    server.answer = async () => refused(401);
    await revocations.add('a');
    await clock.advance(day);
    expect(asked).toHaveLength(1);
    expect(queued()).toEqual([]);
  });

  it.each([400, 403, 404])('is sent again after a refusal with %i', async (status) => {
    const { revocations, asked, clock, server, queued } = create();
    server.answer = async () => refused(status);
    await revocations.add('a');
    await clock.advance(second);
    expect(asked).toHaveLength(2);
    expect(queued()).toHaveLength(1);
  });

  it('keeps a token for seven days of its own, not of the one before it', async () => {
    const { revocations, clock, server, queued } = create();
    server.answer = async () => neverSent;
    await revocations.add('a');
    await clock.advance(6 * day);
    server.answer = async (token) => (token === 'a' ? told : neverSent);
    await revocations.add('b');
    revocations.hurry();
    await clock.advance(2 * day);
    expect(queued()).toMatchObject([{ token: 'b' }]);
  });

  it('counts the responses to each token by itself', async () => {
    const { revocations, keychain, asked, clock, server, queued } = create(1);
    const left = [
      { token: 'a', since: clock.now() },
      { token: 'b', since: clock.now() - 8 * day },
    ];
    keychain.entries.set(`${origin}#revocations`, JSON.stringify(left));
    server.answer = async (token) => (token === 'a' && asked.length > 8 ? told : unavailable);
    await revocations.resume();
    await clock.advance(260 * second);
    expect(asked.at(-1)?.token).toBe('b');
    expect(queued()).toMatchObject([{ token: 'b' }]);
  });

  it('logs the result of each attempt, without the token', async () => {
    const { revocations, logged } = create();
    await revocations.add('a secret token');
    await settle();
    expect(logged).toEqual([['revocation.tried', { outcome: 'success' }]]);
  });
});
