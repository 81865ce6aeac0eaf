import * as z from 'zod/mini';
import { OperatorError } from '../../operator-error.ts';
import type { Queryable } from '../database.ts';
import { readFirst, readRows } from '../repositories/rows.ts';

const batchSize = 1_000;

const rowSchema = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  surname: z.nullable(z.string()),
  email: z.nullable(z.string()),
  username: z.nullable(z.string()),
  password: z.nullable(z.string()),
  phoneNumber: z.nullable(z.string()),
  typeClient: z.nullable(z.int()),
  createdAt: z.nullable(z.string()),
  isDisabled: z.boolean(),
});

/** An account as the former deployment stored it; its id as text, its date as PostgreSQL writes it. */
export type FormerAccount = Readonly<z.output<typeof rowSchema>>;

const tableSchema = z.object({ name: z.string(), columns: z.record(z.string(), z.string()) });

/** Tables with this name, in any case, that have the columns an account needs. */
const selectTables = `
  select format('%I.%I', n.nspname, c.relname) as name,
    jsonb_object_agg(a.attname, format_type(a.atttypid, null)) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where lower(c.relname) in ('users', 'user') and c.relkind in ('r', 'p', 'v', 'm')
    and n.nspname not in ('pg_catalog', 'information_schema')
  group by n.nspname, c.relname
  having array_agg(a.attname::text) @> array['id', 'email', 'username']
    and array_agg(a.attname::text) && array['hashed_password', 'password', 'password_hash']`;

/** Columns by which deployments disable an account, with their values. */
const disabledBy: Readonly<Record<string, readonly string[]>> = {
  is_active: ['false', '0'],
  disabled: ['true', '1'],
  is_disabled: ['true', '1'],
};

/** SQLAlchemy writes UTC when there is no time zone (docs/contract.md). */
const dateOf: Readonly<Record<string, string>> = {
  'timestamp without time zone': `created_at at time zone 'UTC'`,
  'timestamp with time zone': 'created_at',
  date: `created_at::timestamp at time zone 'UTC'`,
};

function selectAccounts({ name, columns }: z.output<typeof tableSchema>, isFirst: boolean): string {
  const text = (column: string) => {
    if (columns[column] === undefined) {
      return 'null';
    }
    return columns[column] === 'bytea' ? `convert_from(${column}, 'UTF8')` : `${column}::text`;
  };
  // A hash is ASCII; anything else must not end the import.
  const hash = (column: string) =>
    columns[column] === 'bytea' ? `encode(${column}, 'escape')` : text(column);
  const isDisabled = Object.entries(disabledBy)
    .filter(([column]) => columns[column] !== undefined)
    .map(([column, values]) => `${text(column)} in (${values.map((each) => `'${each}'`).join()})`);
  const password = ['hashed_password', 'password', 'password_hash'].find(
    (column) => columns[column] !== undefined,
  );
  const date = dateOf[columns['created_at'] ?? ''] ?? 'null::timestamptz';
  return `
    select id::text as id, ${text('name')} as name, ${text('surname')} as surname,
      ${text('email')} as email, ${text('username')} as username,
      ${hash(password ?? '')} as password, ${text('phone_number')} as "phoneNumber",
      case when ${text('type_client')} ~ '^-?\\d{1,9}$' then (${text('type_client')})::integer end
        as "typeClient",
      coalesce(${['false', ...isDisabled].join(' or ')}, false) as "isDisabled",
      case when isfinite(${date}) then (${date})::text end as "createdAt"
    from ${name} as former ${isFirst ? '' : `where former.id > $1::text::${columns['id']}`}
    order by former.id limit ${batchSize}`;
}

const brought = [
  ...['id', 'name', 'surname', 'email', 'username', 'phone_number', 'type_client', 'created_at'],
  ...['hashed_password', 'password', 'password_hash'],
];

/** A view, or a table without a key, may lack ids; without them accounts would be lost. */
async function checkIds(database: Queryable, table: string): Promise<void> {
  const rows = await database.query(`select count(*) - count(distinct id) as others from ${table}`);
  const others = readFirst(z.object({ others: z.coerce.number() }), rows)?.others ?? 0;
  if (others > 0) {
    throw new OperatorError(
      `${others} accounts in ${table} of --from have no id or share it: give each its own.`,
    );
  }
}

/**
 * The table of accounts of a database that SQLAlchemy made. Column types differ between
 * deployments, and columns other than id, e-mail, username and password may be missing.
 * @throws OperatorError if there is none, or more than one, if it is this server's, or if its ids
 * are not unique.
 */
export async function findFormerAccounts(database: Queryable) {
  const tables = readRows(tableSchema, await database.query(selectTables));
  const [table] = tables;
  if (table === undefined || tables.length > 1) {
    const found = tables.map(({ name }) => name).join(' and ');
    throw new OperatorError(
      table === undefined
        ? 'The database in --from has no table "USERS" with id, email, username and password.'
        : `The database in --from has several tables of accounts: ${found}.`,
    );
  }

  if (table.columns['former_id'] !== undefined) {
    throw new OperatorError(
      'The database in --from belongs to this server already: give that of the former deployment.',
    );
  }
  await checkIds(database, table.name);

  return {
    table: table.name,
    /** Columns that this server does not have. */
    otherColumns: Object.keys(table.columns).filter((column) => !brought.includes(column)),
    /** Sorted by id. */
    batches: async function* (): AsyncGenerator<readonly FormerAccount[]> {
      const next = selectAccounts(table, false);
      let rows = await database.query(selectAccounts(table, true));
      while (rows.length > 0) {
        const batch = readRows(rowSchema, rows);
        yield batch;
        rows = await database.query(next, [batch.at(-1)?.id]);
      }
    },
    largestId: async (): Promise<number> => {
      const rows = await database.query(
        `select coalesce(max(id::text::bigint) filter (where id::text ~ '^\\d{1,9}$'), 0)::integer as largest
         from ${table.name}`,
      );
      return readFirst(z.object({ largest: z.int() }), rows)?.largest ?? 0;
    },
  };
}

export type FormerAccounts = Awaited<ReturnType<typeof findFormerAccounts>>;
