/** Who updates a copy that does not update itself. */
export const updateManagers = ['apt', 'package-manager', 'user', 'developer'] as const;
export type UpdateManager = (typeof updateManagers)[number];

/** Why an update failed; each one needs words in every language. */
export const updateFailures = [
  /** The server did not answer or answered with an error, or the download was interrupted. */
  'unreachable',
  /** The answer is not a feed, for example a network's sign-in page. */
  'not-a-feed',
  /** The release is not signed with one of our keys, or not for this copy. */
  'untrusted',
  /** The downloaded file is not the one that was signed. */
  'damaged',
  'disk-full',
  /** The application's file or folder cannot be written. */
  'not-writable',
  /** A bug: logged in main with its cause. */
  'unexpected',
] as const;
export type UpdateFailure = (typeof updateFailures)[number];

/** The user's actions on updates. */
export const updateActions = ['check', 'download', 'postpone', 'install'] as const;
export type UpdateAction = (typeof updateActions)[number];

type UpdateKind =
  | { readonly kind: 'managed'; readonly by: UpdateManager }
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  /** There is no newer version. */
  | { readonly kind: 'none' }
  /** `bytes`: the size of the download. */
  | { readonly kind: 'offered'; readonly version: string; readonly bytes: number }
  | {
      readonly kind: 'downloading';
      readonly version: string;
      readonly bytes: number;
      /** An integer from 0 to 100. */
      readonly percent: number;
    }
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'installing'; readonly version: string }
  | { readonly kind: 'failed'; readonly code: UpdateFailure };

/** The state of this copy's update. */
export type UpdateState = UpdateKind & {
  /** Whether to show it; a result that the user neither asked for nor can act on is not shown. */
  readonly isShown: boolean;
};
