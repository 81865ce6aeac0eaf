/** What an API may offer for the user's own account (docs/contract.md, "Optional, beyond today's deployments"). */
export const accountFeatures = [
  'change-profile',
  'change-password',
  'list-sessions',
  'end-session',
  'end-other-sessions',
  'delete-account',
] as const;
export type AccountFeature = (typeof accountFeatures)[number];

/** What the API offers the signed-in user; unknown until it has answered. */
export type AccountOffer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly features: readonly AccountFeature[] };

/** A device that is signed in to the account. */
export interface AccountSession {
  readonly id: string;
  /** ISO 8601 with an offset; null if the API sent none, or an unreadable one. */
  readonly createdAt: string | null;
  readonly lastUsedAt: string | null;
  /** The name that the program there sent; untrusted text. */
  readonly client: string | null;
  /** The session of this copy. */
  readonly isCurrent: boolean;
}
