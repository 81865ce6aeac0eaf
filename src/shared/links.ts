/** Pages that the renderer may ask main to open, by name: main alone knows the addresses. */
export const linkIds = ['website', 'forgot-password', 'help'] as const;
export type LinkId = (typeof linkIds)[number];
