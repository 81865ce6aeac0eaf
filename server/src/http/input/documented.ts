import * as z from 'zod/mini';

interface Documentation {
  /** Gives the schema its own entry in the document. */
  readonly id?: string;
  readonly description?: string;
  readonly format?: 'email' | 'password';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** How the OpenAPI document describes a schema whose zod rules are functions. */
export const documented = z.registry<Documentation>();
