import * as z from 'zod/mini';

interface Documentation {
  /** Makes it a schema of its own in the document. */
  readonly id?: string;
  readonly description?: string;
  readonly format?: 'email' | 'password';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What the OpenAPI document says of a schema, where zod's own rules are functions. */
export const documented = z.registry<Documentation>();
