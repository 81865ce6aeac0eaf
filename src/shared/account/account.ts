/** What an API may offer for one's own account (docs/contract.md, "Optional, beyond today's deployments"). */
export const accountFeatures = [
  'change-profile',
  'change-password',
  'list-sessions',
  'end-session',
  'end-other-sessions',
  'delete-account',
] as const;
export type AccountFeature = (typeof accountFeatures)[number];

/** What the API offers the person signed in; unknown until it could be asked. */
export type AccountOffer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly features: readonly AccountFeature[] };

/** A device that is signed in to the account. */
export interface AccountSession {
  readonly id: string;
  /** ISO 8601 with an offset; null where the API named none that can be read. */
  readonly createdAt: string | null;
  readonly lastUsedAt: string | null;
  /** What the program there calls itself, as it came over the network. */
  readonly client: string | null;
  /** This copy's own. */
  readonly isCurrent: boolean;
}
