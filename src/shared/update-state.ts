/** Who brings new versions to a copy that does not update itself. */
export const updateManagers = ['apt', 'package-manager', 'user', 'developer'] as const;
export type UpdateManager = (typeof updateManagers)[number];

/** Why an update failed; each one needs words in every language. */
export const updateFailures = [
  /** The server did not answer, answered with an error of its own, or the download broke off. */
  'unreachable',
  /** Something answered that is not our list of releases, for example a network's sign-in page. */
  'not-a-feed',
  /** The release is not signed with a key of ours, or not for this copy. */
  'untrusted',
  /** The file that arrived is not the one that was signed. */
  'damaged',
  'disk-full',
  /** The application's file or folder cannot be written. */
  'not-writable',
  /** A bug: logged in main with its cause. */
  'unexpected',
] as const;
export type UpdateFailure = (typeof updateFailures)[number];

/** What the user can ask of the updates. */
export const updateActions = ['check', 'download', 'postpone', 'install'] as const;
export type UpdateAction = (typeof updateActions)[number];

type UpdateKind =
  | { readonly kind: 'managed'; readonly by: UpdateManager }
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  /** There is nothing newer. */
  | { readonly kind: 'none' }
  /** `bytes`: how much there is to download. */
  | { readonly kind: 'offered'; readonly version: string; readonly bytes: number }
  | {
      readonly kind: 'downloading';
      readonly version: string;
      readonly bytes: number;
      /** 0 to 100, a whole number. */
      readonly percent: number;
    }
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'installing'; readonly version: string }
  | { readonly kind: 'failed'; readonly code: UpdateFailure };

/** Where the update of this copy stands. */
export type UpdateState = UpdateKind & {
  /** Whether to bring it before the user; what nobody asked for and nobody can act on stays quiet. */
  readonly isShown: boolean;
};
