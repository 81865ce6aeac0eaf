/** Pages that the renderer may ask main to open, by name: main alone knows the addresses. */
export const linkIds = [
  /** The API's own address: shows whether it answers, and a captive portal its sign-in page. */
  'service',
] as const;
export type LinkId = (typeof linkIds)[number];
