import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRefreshTokens } from '../../src/accounts/refresh-token.ts';
import type { Database } from '../../src/db/database.ts';
import { deriveKeys } from '../../src/server-key.ts';
import { openInstance, refresh, testSettings, tokensOf } from '../support/api.ts';
import { engines, openEngine } from '../support/engine.ts';
import { createFormerVersion, hashOf } from '../support/former-version.ts';

const keys = deriveKeys(testSettings['TOKEN_SECRET'], '');
const tokens = createRefreshTokens(keys.refreshTokens);

/** The first tokens of a family, each the successor of the one before. */
function family(length: number) {
  const { sessionId, token } = tokens.first();
  const texts = [token.text];
  while (texts.length < length) {
    texts.push(tokens.read(texts.at(-1) ?? '')?.successor.text ?? '');
  }
  return { sessionId, texts };
}

describe.each(engines)('an exchange of versions on %s', (engine) => {
  let database: Database;
  let userId: number;
  beforeEach(async () => {
    database = await openEngine(engine);
    await database.script(`create table "MIGRATIONS" (
      number integer primary key, name text not null, applied_at timestamptz not null default now())`);
    for (const name of ['0001-accounts.sql', '0002-resets-and-attempts.sql']) {
      const url = new URL(`../../src/db/migrations/${name}`, import.meta.url);
      await database.script(await readFile(url, 'utf8'));
      const number = Number.parseInt(name, 10);
      await database.query('insert into "MIGRATIONS" (number, name) values ($1, $2)', [
        number,
        name,
      ]);
    }
    const rows = await database.query<{ readonly id: number }>(
      `insert into "USERS" (name, surname, email, username, hashed_password)
       values ('Jean', 'Dupont', 'jean@example.com', 'jean', '-') returning id`,
    );
    userId = rows[0]?.id ?? 0;
  });
  afterEach(() => database.close());

  test('signs nobody out, and a replayed token still ends its session', async () => {
    const former = createFormerVersion(database);
    const families = [family(1), family(2), family(6), family(6)] as const;
    for (const { sessionId, texts } of families) {
      await former.open(userId, texts[0] ?? '', sessionId);
      for (let index = 1; index < texts.length; index += 1) {
        expect(await former.rotate(texts[index - 1] ?? '', texts[index] ?? '')).toBe(true);
      }
    }
    const { app, close } = await openInstance(database);
    const [fresh, repeated, used, replayed] = families;
    expect((await refresh(app, fresh.texts[0] ?? '')).statusCode).toBe(200);
    const again = await refresh(app, repeated.texts[0] ?? '');
    expect(tokensOf(again).refresh_token).toBe(repeated.texts[1]);
    expect((await refresh(app, used.texts[5] ?? '')).statusCode).toBe(200);
    expect((await refresh(app, replayed.texts[2] ?? '')).statusCode).toBe(401);
    expect((await refresh(app, replayed.texts[5] ?? '')).statusCode).toBe(401);
    const sessions = await database.query('select from "SESSIONS"');
    expect(sessions).toHaveLength(families.length);
    await close();
  });

  test('lets instances of both versions accept the tokens of each other', async () => {
    const { app, close } = await openInstance(database);
    const former = createFormerVersion(database);
    const { sessionId, texts } = family(9);
    await former.open(userId, texts[0] ?? '', sessionId);
    for (let index = 0; index < 8; index += 2) {
      expect(tokensOf(await refresh(app, texts[index] ?? '')).refresh_token).toBe(texts[index + 1]);
      expect(await former.judge(texts[index] ?? '', texts[index + 1] ?? '')).toBe('repeated');
      expect(await former.rotate(texts[index + 1] ?? '', texts[index + 2] ?? '')).toBe(true);
      expect(await former.rotate(texts[index + 1] ?? '', texts[index + 2] ?? '')).toBe(false);
      const again = await refresh(app, texts[index + 1] ?? '');
      expect(tokensOf(again).refresh_token).toBe(texts[index + 2]);
    }
    const rows = await database.query(
      `select counter, live_hash = $1::bytea as live from "SESSIONS"`,
      [hashOf(texts[8] ?? '')],
    );
    expect(rows).toEqual([{ counter: 8, live: true }]);
    await close();
  });

  test('lets only one version rotate a token that both receive at once', async () => {
    const { app, close } = await openInstance(database);
    const former = createFormerVersion(database);
    const { sessionId, texts } = family(40);
    await former.open(userId, texts[0] ?? '', sessionId);
    for (let index = 0; index + 1 < texts.length; index += 1) {
      const [token = '', next = ''] = texts.slice(index);
      const [answer] = await Promise.all([refresh(app, token), former.rotate(token, next)]);
      expect(tokensOf(answer).refresh_token).toBe(next);
    }
    const rows = await database.query('select counter from "SESSIONS"');
    expect(rows).toEqual([{ counter: texts.length - 1 }]);
    await close();
  });

  test("lets the former version's clean-up remove what has expired, and nothing else", async () => {
    const { close } = await openInstance(database);
    const former = createFormerVersion(database);
    const [old, alive] = [family(1), family(1)];
    await former.open(userId, old.texts[0] ?? '', old.sessionId);
    await former.open(userId, alive.texts[0] ?? '', alive.sessionId);
    await database.query(
      `update "SESSIONS" set expires_at = now() - interval '1 second' where id = $1`,
      [old.sessionId],
    );
    await former.clean();
    expect(await database.query('select id from "SESSIONS"')).toEqual([{ id: alive.sessionId }]);
    await close();
  });
});
