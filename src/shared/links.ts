/** Pages that the renderer may ask main to open, by name: only main knows the addresses. */
export const linkIds = [
  /** The API's own address: shows whether it answers, or the sign-in page of a captive portal. */
  'service',
] as const;
export type LinkId = (typeof linkIds)[number];
