import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { login, newPerson, openInstance, refresh, signUp } from '../support/api.ts';
import { connectPostgres, makePostgresDatabase } from '../support/engine.ts';
import { postgresPrograms } from '../support/programs.ts';

test('a restored backup has the accounts and the sessions, and works', async () => {
  const [url, other] = [await makePostgresDatabase(), await makePostgresDatabase()];
  const folder = mkdtempSync(join(tmpdir(), 'mytone-backup-'));
  const file = join(folder, 'mytone.dump');
  const program = (name: string, ...args: readonly string[]) =>
    execFileSync(join(postgresPrograms(), name), args, { stdio: 'ignore' });
  const database = connectPostgres(url);
  const original = await openInstance(database);
  const person = newPerson();
  const { refresh_token } = await signUp(original.app, person);
  // As docs/deploy.md says.
  program('pg_dump', '--format=custom', `--file=${file}`, url);
  await original.close();
  await database.close();
  program('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${other}`, file);
  const restored = connectPostgres(other);
  const instance = await openInstance(restored);
  expect((await login(instance.app, person.email)).statusCode).toBe(200);
  expect((await refresh(instance.app, refresh_token)).statusCode).toBe(200);
  await signUp(instance.app);
  await instance.close();
  await restored.close();
  rmSync(folder, { recursive: true, force: true });
});
