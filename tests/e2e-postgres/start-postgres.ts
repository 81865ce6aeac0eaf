import { startPostgres } from '../../server/tests/support/postgres/postgres.ts';

/** Starts a PostgreSQL for the whole run; each test's API gets a database of its own in it. */
export default async function startForRun(): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  process.env['E2E_POSTGRES_URL'] = postgres.url('postgres');
  return () => postgres.remove();
}
