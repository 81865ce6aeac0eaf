import * as z from 'zod/mini';
import { longestField } from './inputs.ts';

/** What a proxy asks before it lets the application through. */
export interface ProxyQuestion {
  /** Each question has its own, also when the proxy repeats one. */
  readonly id: number;
  readonly host: string;
  readonly port: number;
  /** What the proxy calls itself; its own words, empty if it has none. */
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
