import * as z from 'zod/mini';

/** Reads rows with a schema: what a database returns is data from outside. */
export function readRows<Schema extends z.ZodMiniType>(
  schema: Schema,
  rows: readonly unknown[],
): readonly z.output<Schema>[] {
  return rows.map((row) => z.parse(schema, row));
}

/** The first row, read with a schema; null if there is none. */
export function readFirst<Schema extends z.ZodMiniType>(
  schema: Schema,
  rows: readonly unknown[],
): z.output<Schema> | null {
  return rows[0] === undefined ? null : z.parse(schema, rows[0]);
}
