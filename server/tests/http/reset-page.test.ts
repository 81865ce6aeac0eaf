import { languages } from '@mytone/shared/languages.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetMail } from '../../src/reset/reset-mail.ts';
import { resetPage } from '../../src/reset/reset-page.ts';
import { resetTexts } from '../../src/reset/reset-texts.ts';
import { login, newPerson, openApi, signUp, type TestApi } from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('the page for a new password on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  async function makeLink(email: string, token: string): Promise<void> {
    await api.database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256(convert_to($1, 'UTF8')), id, now() + interval '1 hour' from "USERS" where email = $2`,
      [token, email],
    );
  }

  const open = (query: string, language = 'en') =>
    api.app.inject({ url: `/reset-password${query}`, headers: { 'accept-language': language } });

  const submit = (fields: Record<string, string>) =>
    api.app.inject({
      method: 'POST',
      url: '/reset-password?lang=en',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });

  test('sets a new password without a script, once, and can be opened before any number of times', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    await makeLink(person.email, `link-${engine}-1`);
    for (let index = 0; index < 3; index += 1) {
      expect((await open(`?token=link-${engine}-1`)).statusCode).toBe(200);
    }
    const fields = { token: `link-${engine}-1`, new_password: 'ANewPassword1!' };
    const done = await submit(fields);
    expect([done.statusCode, done.body.includes(resetTexts.en.done)]).toEqual([200, true]);
    expect((await login(api.app, person.email, 'ANewPassword1!')).statusCode).toBe(200);
    const again = await submit(fields);
    expect([again.statusCode, again.body.includes(resetTexts.en.broken)]).toEqual([400, true]);
  });

  test.each([
    ['short', 'tooShort'],
    ['', 'tooShort'],
    ['x'.repeat(73), 'tooLong'],
  ] as const)(
    'says what is wrong with a password (%s), and the link still works',
    async (given, problem) => {
      const person = newPerson();
      await signUp(api.app, person);
      await makeLink(person.email, `link-${person.username}`);
      const token = `link-${person.username}`;
      const refused = await submit({ token, new_password: given });
      expect([refused.statusCode, refused.body.includes(resetTexts.en[problem])]).toEqual([
        422,
        true,
      ]);
      if (given !== '') {
        expect(refused.body).not.toContain(`value="${given}"`);
      }
      expect((await submit({ token, new_password: 'ANewPassword1!' })).statusCode).toBe(200);
    },
  );

  test.each(['', '?token=', '?token=%22%3E%3Cscript%3E', '?token=a&token=b', '?lang=xx'])(
    'without a proper token (%s) says that the link is broken, and echoes nothing',
    async (query) => {
      const page = await open(query);
      expect([page.statusCode, page.body.includes(resetTexts.en.broken)]).toEqual([400, true]);
      expect(page.body).not.toContain('<script');
    },
  );

  test.each([
    ['application/x-www-form-urlencoded', `new_password=${'x'.repeat(20_000)}`, 413],
    ['application/x-www-form-urlencoded', 'token=abc&token=def', 422],
    ['application/x-www-form-urlencoded', Buffer.from([0x74, 0x3d, 0xff]), 422],
    ['application/json', '{', 422],
    ['text/plain', 'token=abc', 400],
  ])(
    'answers a form that it cannot read (%s) with a page, not with JSON',
    async (type, payload, status) => {
      const answer = await api.app.inject({
        method: 'POST',
        url: '/reset-password?lang=de',
        headers: { 'content-type': type },
        payload,
      });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        status,
        'text/html; charset=utf-8',
      ]);
      expect(answer.body).toContain(resetTexts.de.broken);
    },
  );

  test('runs no script, loads nothing, can send its form nowhere else, and is not stored', async () => {
    const page = await open('?token=abc');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(page.body).not.toMatch(/<script|\son\w+=|\ssrc=|\sstyle=|<link/);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.body).toContain('href="mytone://reset-password?token=abc"');
  });

  test.each(languages)('is in the language %s when the browser asks for it', async (language) => {
    const page = await open('?token=abc', `xx, ${language}-ZZ;q=0.9, de;q=0.1`);
    expect(page.headers['content-language']).toBe(language);
    expect(page.body).toContain(`<html lang="${language}">`);
    expect(page.body).toContain(resetTexts[language].title);
    const chosen = await open(`?token=abc&lang=${language}`, 'de');
    expect(chosen.body).toContain(`<html lang="${language}">`);
  });
});

test('every value on the page is escaped', () => {
  const page = resetPage('fr', { kind: 'form', token: '"><script>&' });
  expect(page).not.toContain('<script');
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;&amp;"');
});

test.each(languages)(
  'the mail in the language %s has its link in text and HTML, and not the scheme of the app',
  (language) => {
    const link = { page: 'https://example.com/new?from=mail', token: 'a-token', lifeSeconds: 3600 };
    const mail = resetMail('jean@example.com', language, link);
    expect(mail.text).toContain('https://example.com/new?from=mail&token=a-token\n');
    expect(mail.html).toContain('href="https://example.com/new?from=mail&amp;token=a-token"');
    expect(mail.text).toMatch(/60/);
    expect(`${mail.text}${mail.html}`).not.toMatch(/mytone:|\{minutes\}/);
  },
);
