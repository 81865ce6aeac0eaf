import type { TestProject } from 'vitest/node';
import { missingPostgres } from '../programs.ts';
import { type Postgres, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the shared PostgreSQL's database `postgres`; null where there is none. */
    postgresUrl: string | null;
  }
}

/** One PostgreSQL for all files of a run; each test file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Postgres | undefined;
  try {
    postgres = await startPostgres(['fsync=off']);
  } catch (error) {
    if (!(error instanceof Error && error.message === missingPostgres)) {
      throw error;
    }
  }
  project.provide('postgresUrl', postgres?.url('postgres') ?? null);
  return async () => postgres?.remove();
}
