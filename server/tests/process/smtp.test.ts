import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login, newPerson, openApi, post, signUp, type TestApi } from '../support/api.ts';
import { engines, makePostgresDatabase } from '../support/engine.ts';
import { send, startServerProcess } from '../support/process.ts';
import { freePort } from '../support/programs.ts';
import { startSmtp } from '../support/smtp.ts';

const patience = { timeout: 60_000 };

describe.each(engines)('a reset mail through SMTP, on %s', (engine) => {
  let greeting: PromiseWithResolvers<void>;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let api: TestApi;
  beforeEach(async () => {
    greeting = Promise.withResolvers();
    // Greets nobody before the test says so.
    smtp = await startSmtp({
      onConnect: (_session, done) => void greeting.promise.then(() => done()),
    });
    api = await openApi(engine, {
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      MAIL_FROM: 'MyTone <hello@example.com>',
    });
  });
  afterEach(async () => {
    greeting.resolve();
    await api.close();
    await smtp.close();
  });

  test('is sent after the reply, to the account, with a link that works', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const answer = await post(api.app, '/auth/forgot-password', person.email);
    expect(answer.statusCode).toBe(204);
    expect(smtp.mails).toEqual([]);
    greeting.resolve();
    await expect.poll(() => smtp.mails.length, patience).toBe(1);
    const [mail] = smtp.mails;
    expect([mail?.from, mail?.to]).toEqual(['hello@example.com', [person.email]]);
    const links = mail?.source.matchAll(/reset-password\?token=([\w-]{43})(?![\w-])/g) ?? [];
    const tokens = new Set([...links].map(([, token]) => token));
    expect(tokens.size).toBe(1);
    const [token] = tokens;
    const reset = { token, new_password: 'ANewPassword1!' };
    expect((await post(api.app, '/auth/reset-password', reset)).statusCode).toBe(204);
    expect((await login(api.app, person.email, 'ANewPassword1!')).statusCode).toBe(200);
    expect(readdirSync(api.folder)).not.toContain('mail');
  });

  test('is not sent to an address that has no account', async () => {
    greeting.resolve();
    const person = newPerson();
    await signUp(api.app, person);
    await post(api.app, '/auth/forgot-password', 'nobody@example.com');
    await post(api.app, '/auth/forgot-password', person.email);
    await expect.poll(() => smtp.mails.length, patience).toBeGreaterThan(0);
    expect(smtp.mails.map((mail) => mail.to)).toEqual([[person.email]]);
  });

  test('that is being sent is finished before the server ends', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    await post(api.app, '/auth/forgot-password', person.email);
    const closed = api.app.close();
    greeting.resolve();
    await closed;
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('an SMTP server that does not take a mail', () => {
  const faults = [
    ['can not be reached', async () => ({ port: await freePort(), close: async () => undefined })],
    [
      'refuses the password',
      () => startSmtp({ onAuth: (_auth, _session, done) => done(new Error('no')) }),
    ],
    [
      'refuses the mail',
      () =>
        startSmtp({
          onData: (stream, _session, done) =>
            stream.resume().on('end', () => done(new Error('no'))),
        }),
    ],
  ] as const;

  test.each(faults)(
    'because it %s causes a 204 and an entry in the log without secrets',
    async (_case, startFault) => {
      const folder = mkdtempSync(join(tmpdir(), 'mytone-smtp-'));
      const smtp = await startFault();
      const server = await startServerProcess({
        DATA_DIR: folder,
        DATABASE_URL: await makePostgresDatabase(),
        SMTP_URL: `smtp://someone:hidden-word@127.0.0.1:${smtp.port}`,
      });
      const person = newPerson();
      await send(`${server.url}/auth/register`, person);
      const answer = await send(`${server.url}/auth/forgot-password`, person.email);
      expect(answer.status).toBe(204);
      await expect.poll(() => server.output(), patience).toContain('a mail could not be sent');
      expect(server.output()).not.toMatch(/hidden-word|token=|reset-password/);
      expect(server.output()).not.toContain(person.email);
      expect(server.output()).not.toContain(
        Buffer.from('hidden-word').toString('base64').slice(0, 8),
      );
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      await server.end();
      await smtp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  );
});
