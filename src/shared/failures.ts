import type { OfflineCause } from './auth-state.ts';

/** The problems of a field; the view turns them into words. */
export const fieldProblems = ['required', 'invalid', 'too-short', 'too-long', 'mismatch'] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** The fields of the API's forms, by the names that the forms use. */
export const fieldNames = [
  'name',
  'surname',
  'email',
  'username',
  'login',
  'password',
  'phoneNumber',
  'currentPassword',
  'newPassword',
] as const;
export type FieldName = (typeof fieldNames)[number];

export type FieldProblems = Readonly<Partial<Record<FieldName, FieldProblem>>>;

interface InvalidFields {
  readonly code: 'invalid-fields';
  readonly fields: FieldProblems;
}

interface TooManyAttempts {
  readonly code: 'too-many-attempts';
  /** Milliseconds to wait, if the server sent them. */
  readonly retryAfterMs: number | null;
}

interface Unreachable {
  readonly code: 'unreachable';
  readonly cause: OfflineCause;
}

/** The user pressed cancel; nothing was stored. */
interface Cancelled {
  readonly code: 'cancelled';
}

/** Another sign-in or sign-up is in progress, or someone is already signed in. */
interface Busy {
  readonly code: 'busy';
}

export type SignInFailure =
  | { readonly code: 'wrong-credentials' }
  | { readonly code: 'account-disabled' }
  /** The API refuses this sign-in for its own reason, regardless of the password. */
  | { readonly code: 'sign-in-refused' }
  | InvalidFields
  | TooManyAttempts
  | Unreachable
  | Cancelled
  | Busy;

export type SignUpFailure =
  | { readonly code: 'email-taken' }
  | { readonly code: 'username-taken' }
  /** E-mail or username is taken; the API did not say which one in words that the client knows. */
  | { readonly code: 'account-taken' }
  /** The API refuses to create the account for its own reason, whatever was typed. */
  | { readonly code: 'sign-up-refused' }
  /** Sent, but the response was lost: the account may exist, so signing in is the next step. */
  | { readonly code: 'answer-lost' }
  /** The account exists now, but signing in to it did not work. */
  | { readonly code: 'registered-not-signed-in' }
  | InvalidFields
  | TooManyAttempts
  | Unreachable
  | Cancelled
  | Busy;

export type ForgotPasswordFailure = InvalidFields | TooManyAttempts | Unreachable | Cancelled;

export type ResetPasswordFailure =
  /** The API refused the link: it has expired, or it was used before. */
  | { readonly code: 'reset-link-refused' }
  /** Sent, but the response was lost: the new password may be set. */
  | { readonly code: 'reset-answer-lost' }
  | InvalidFields
  | TooManyAttempts
  | Unreachable
  | Cancelled;

export type AccountFailure =
  /** The password that was asked for, because an access token is not enough. */
  | { readonly code: 'wrong-password' }
  /** Sent, but the response was lost: the change may have been made. */
  | { readonly code: 'change-answer-lost' }
  | InvalidFields
  | TooManyAttempts
  | Unreachable
  | Cancelled;

/** The failures that every command may have besides its own. */
export type BridgeFailure =
  | { readonly code: 'untrusted-sender' }
  | { readonly code: 'invalid-input' }
  /** A bug: logged in main with its cause. */
  | { readonly code: 'unexpected' };
