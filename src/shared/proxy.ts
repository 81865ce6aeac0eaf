import * as z from 'zod/mini';
import { longestField } from './account/field-limits.ts';

/** The question of a proxy that requires a sign-in. */
export interface ProxyQuestion {
  /** Unique for each question, even if the proxy repeats one. */
  readonly id: number;
  readonly host: string;
  readonly port: number;
  /** The name that the proxy sent (its realm); empty if there is none. */
  readonly realm: string;
  /** The proxy did not accept the last answer. */
  readonly isRepeated: boolean;
}

const text = z.string().check(z.maxLength(longestField));

/** A user name and password for the proxy; null if the user does not want to sign in. */
export const proxyAnswerSchema = z.nullable(
  z.strictObject({ username: text.check(z.minLength(1)), password: text }),
);
export type ProxyAnswer = Readonly<z.infer<typeof proxyAnswerSchema>>;
