/** The progress of a password reset. No member can hold the token of the link. */
export type PasswordReset =
  | { readonly kind: 'none' }
  /** A link from the mail was opened; main keeps its token until it is used or discarded. */
  | { readonly kind: 'link-open' }
  /** The API refused the link: it has expired, or it was used before. */
  | { readonly kind: 'link-refused' }
  /** The new password is set; `email` is the address for which this copy requested a link, if it did. */
  | { readonly kind: 'done'; readonly email: string | null };
