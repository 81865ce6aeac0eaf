import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { OperatorError } from '../operator-error.ts';
import type { Database, Queryable } from './database.ts';
import { explainMigrationError, isUndefinedTable, otherProgramError } from './migration-errors.ts';
import { readFirst, readRows } from './repositories/rows.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: () => string;
}

const folder = new URL('./migrations/', import.meta.url);
/** Any number will do; it is the same in every instance and every version. */
export const advisoryLockKey = 7_366_986_001;

/** Their names say all that most starts need to know: they are read when they are missing. */
function findMigrations(): readonly Migration[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return names.sort().map((name) => ({
    number: Number.parseInt(name, 10),
    name,
    sql: () => readFileSync(new URL(name, folder), 'utf8'),
  }));
}

const appliedSchema = z.object({ number: z.int(), name: z.string() });

/** In their order; none if the table does not exist. */
async function readApplied(database: Queryable) {
  try {
    const rows = await database.query(
      'select number::integer as number, name::text as name from "MIGRATIONS" order by number',
    );
    return readRows(appliedSchema, rows);
  } catch (error) {
    if (isUndefinedTable(error)) {
      return [];
    }
    throw error;
  }
}

/**
 * Whether the database has our migrations, as far as both lists go. Another program's table can
 * have the same columns.
 */
function areOurs(
  applied: readonly z.output<typeof appliedSchema>[],
  migrations: readonly Migration[],
): boolean {
  return migrations.every(({ number, name }, index) => {
    const one = applied[index];
    return one === undefined || (one.number === number && one.name === name);
  });
}

async function appliedNumber(database: Queryable): Promise<number> {
  const rows = await database.query(
    'select coalesce(max(number), 0)::integer as number from "MIGRATIONS"',
  );
  return readFirst(z.object({ number: z.int() }), rows)?.number ?? 0;
}

async function isWritable(database: Queryable): Promise<boolean> {
  const rows = await database.query(
    `select not (pg_is_in_recovery() or current_setting('transaction_read_only')::boolean) as "isWritable"`,
  );
  return readFirst(z.object({ isWritable: z.boolean() }), rows)?.isWritable === true;
}

async function applyMissing(transaction: Queryable, migrations: readonly Migration[]) {
  await transaction.query('select pg_advisory_xact_lock($1::bigint)', [advisoryLockKey]);
  await transaction.script(
    `create table if not exists "MIGRATIONS" (
       number integer primary key,
       name text not null,
       applied_at timestamptz not null default now()
     )`,
  );
  const head = await appliedNumber(transaction);
  for (const { number, name, sql } of migrations) {
    if (number <= head) {
      continue;
    }
    await transaction.script(sql());
    await transaction.query('insert into "MIGRATIONS" (number, name) values ($1, $2)', [
      number,
      name,
    ]);
  }
}

export interface Migrations {
  /** Number of the newest migration of this version. */
  readonly head: number;
  /**
   * Updates the database to this version's schema: forward only, all or nothing, and one instance
   * at a time under an advisory lock, without a time limit. Instances that find nothing to do take
   * no lock.
   * @throws OperatorError if the database forbids it or does not answer.
   */
  apply(): Promise<void>;
  /** Whether the database has every migration of this version; a newer one may have added more. */
  isAtHead(): Promise<boolean>;
  /** Whether the schema is complete and the database accepts writes, which a standby does not. */
  canServe(): Promise<boolean>;
}

/**
 * The migrations of this version, for a database that need not be connected yet.
 * @throws OperatorError if their files are missing.
 */
export function createMigrations(database: Database): Migrations {
  const migrations = findMigrations();
  const head = migrations.at(-1)?.number ?? 0;
  if (head === 0) {
    throw new OperatorError('The migrations are missing: reinstall the server.');
  }
  const isAtHead = async () => {
    try {
      return (await appliedNumber(database)) >= head;
    } catch (error) {
      if (isUndefinedTable(error)) {
        return false;
      }
      throw error;
    }
  };
  return {
    head,
    apply: async () => {
      try {
        const applied = await readApplied(database);
        if (!areOurs(applied, migrations)) {
          throw otherProgramError();
        }
        if (applied.length < migrations.length) {
          await database.transaction((transaction) => applyMissing(transaction, migrations), {
            isUnhurried: true,
          });
        }
      } catch (error) {
        throw explainMigrationError(error);
      }
    },
    isAtHead,
    canServe: async () => (await isWritable(database)) && isAtHead(),
  };
}

/** Applies the migrations that the database does not have yet. */
export async function migrate(database: Database): Promise<Migrations> {
  const migrations = createMigrations(database);
  await migrations.apply();
  return migrations;
}
