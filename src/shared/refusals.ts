import * as z from 'zod/mini';

// How the MyTone API refuses a request (docs/contract.md, "Errors"): what client and server must agree on.

/** FastAPI's error for every status but 422: a sentence, or what a deployment sends instead. */
export const apiRefusalSchema = z.object({
  detail: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

/** The contract's sentences that a client has to distinguish. */
export const apiSentences = {
  emailTaken: 'Email already registered',
  usernameTaken: 'Username already registered',
  wrongCredentials: 'Incorrect email, username or password',
  invalidToken: 'Could not validate credentials',
  /** FastAPI's own, with 400: the body of the request could not be read. */
  unreadableRequest: 'There was an error parsing the body',
} as const;
