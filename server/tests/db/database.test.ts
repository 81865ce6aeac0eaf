import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from '../../src/db/database.ts';
import { login, newPerson, openApi, post } from '../support/api.ts';
import { engines, openEngine } from '../support/engine.ts';

test.each(['08006', '25006', '40001', '40P01', '53300', '57014', '57P01'])(
  "PostgreSQL's error %s means that the database may be tried again",
  async (state) => {
    const database = await openEngine('postgres');
    const failing = (code: string) =>
      database.script(`do $$ begin raise exception using errcode = '${code}'; end $$`);
    await expect(failing(state)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(failing('23505')).rejects.not.toBeInstanceOf(DatabaseUnavailable);
    await database.close();
  },
);

describe.each(engines)('errors of %s', (engine) => {
  test('are logged without rows and parameters', async () => {
    const database = await openEngine(engine);
    await database.script('create table t (a text unique, b text not null)');
    const insert = (a: string, b: string | null) =>
      database.query('insert into t (a, b) values ($1, $2)', [a, b]);
    await insert('hidden-word', 'x');
    for (const failing of [insert('hidden-word', 'x'), insert('another hidden-word', null)]) {
      const error = await failing.catch((reason: unknown) => reason);
      expect(error).toHaveProperty('code');
      expect(inspect(error, { showHidden: true })).not.toContain('hidden-word');
    }
    await database.close();
  });

  test('that are unexpected are 500 in the usual shape', async () => {
    const api = await openApi(engine);
    await api.database.script('drop table "USERS" cascade');
    for (const answer of [
      await login(api.app, 'jean@example.com'),
      await post(api.app, '/auth/register', newPerson()),
    ]) {
      expect([answer.statusCode, answer.json()]).toEqual([
        500,
        { detail: 'Internal Server Error' },
      ]);
    }
    await api.close();
  });
});
