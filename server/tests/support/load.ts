import { setTimeout as wait } from 'node:timers/promises';
import { vi } from 'vitest';
import { newPerson, password } from './api.ts';
import type { ReceivedMail } from './smtp.ts';

/** What the clients of a load were told, and what went against it. */
export interface Ledger {
  /** Accounts whose clients went through a whole round, with what was answered last. */
  readonly people: Map<string, { readonly password: string; readonly refreshToken: string }>;
  /** Sentences about answers that should not have been. */
  readonly faults: string[];
  answers: number;
  /** Answers with 503. */
  unavailable: number;
  longestMs: number;
  rounds: number;
}

export interface LoadOptions {
  /** Of the instances, which are asked in turn. */
  readonly urls: readonly string[];
  readonly clients: number;
  /** What the instances have sent so far. */
  readonly mails: readonly ReceivedMail[];
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
  /** Whether it was 503 before: then the database may have done what was asked. */
  readonly isRepeated: boolean;
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Clients that sign up, sign in, refresh and reset their passwords, and insist while it is 503. */
export function startLoad({ urls, clients, mails }: LoadOptions) {
  const ledger: Ledger = {
    people: new Map(),
    faults: [],
    answers: 0,
    unavailable: 0,
    longestMs: 0,
    rounds: 0,
  };
  let isOver = false;
  let turn = 0;

  async function once(path: string, request: RequestInit): Promise<Response> {
    turn += 1;
    const begin = performance.now();
    const answer = await fetch(`${urls[turn % urls.length]}${path}`, request);
    ledger.answers += 1;
    ledger.longestMs = Math.max(ledger.longestMs, performance.now() - begin);
    return answer;
  }

  async function insist(path: string, request: RequestInit): Promise<Answer> {
    for (let isRepeated = false; ; isRepeated = true) {
      const answer = await once(path, request);
      if (answer.status !== 503) {
        const text = await answer.text();
        return { status: answer.status, body: text === '' ? {} : JSON.parse(text), isRepeated };
      }
      await answer.text();
      ledger.unavailable += 1;
      if (answer.headers.get('retry-after') === null) {
        ledger.faults.push(`${path}: 503 without Retry-After`);
      }
      await wait(200);
    }
  }

  /** The answer must be `status`; `orOnceDone`, where an answer with 503 may have been done. */
  async function expectAnswer(
    path: string,
    request: RequestInit,
    status: number,
    orOnceDone = status,
  ) {
    const answer = await insist(path, request);
    const isRight = answer.status === status || (answer.isRepeated && answer.status === orOnceDone);
    if (!isRight) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  async function signIn(email: string, secret: string): Promise<string> {
    const form = new URLSearchParams({ username: email, password: secret });
    const { body } = await expectAnswer('/auth/login', { method: 'POST', body: form }, 200);
    return body['refresh_token'] ?? '';
  }

  async function linkFor(email: string): Promise<string> {
    const link = () => {
      const mail = mails.find(({ to }) => to.includes(email));
      return /reset-password\?token=([\w-]{43})/.exec(mail?.source ?? '')?.[1];
    };
    const patience = { timeout: 120_000, interval: 50 };
    return await vi.waitUntil(link, patience);
  }

  /** A person's life: an account, a session that goes on, a new password, another session. */
  async function live(): Promise<void> {
    const person = newPerson();
    const registered = await expectAnswer('/auth/register', json(person), 201, 400);
    let refreshToken = registered.body['refresh_token'] ?? (await signIn(person.email, password));
    for (let index = 0; index < 5; index += 1) {
      const { body } = await expectAnswer(
        '/auth/refresh',
        json({ refresh_token: refreshToken }),
        200,
      );
      refreshToken = body['refresh_token'] ?? '';
      const authorization = `Bearer ${body['access_token']}`;
      await expectAnswer('/auth/me', { headers: { authorization } }, 200);
    }
    await expectAnswer('/auth/forgot-password', json(person.email), 204);
    const reset = { token: await linkFor(person.email), new_password: `${password}2` };
    await expectAnswer('/auth/reset-password', json(reset), 204, 400);
    refreshToken = await signIn(person.email, reset.new_password);
    ledger.people.set(person.email, { password: reset.new_password, refreshToken });
    ledger.rounds += 1;
  }

  const running = Array.from({ length: clients }, async () => {
    while (!isOver) {
      try {
        await live();
      } catch (error) {
        ledger.faults.push(String(error));
      }
    }
  });

  return {
    ledger,
    /** Lets each client come to the end of its round. */
    end: async (): Promise<void> => {
      isOver = true;
      await Promise.all(running);
    },
    /** Checks that every person can still sign in, and is still signed in. */
    verify: async (): Promise<void> => {
      for (const [email, { password: secret, refreshToken }] of ledger.people) {
        try {
          await signIn(email, secret);
          await expectAnswer('/auth/refresh', json({ refresh_token: refreshToken }), 200);
        } catch (error) {
          ledger.faults.push(`afterwards ${email}: ${String(error)}`);
        }
      }
    },
  };
}
