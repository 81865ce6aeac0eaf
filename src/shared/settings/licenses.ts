import * as z from 'zod/mini';

export const licenseSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX, for example "MIT". */
  identifier: z.string(),
  text: z.string().check(z.minLength(20)),
});

/** A third-party package or font, with the full text of its licence. */
export type License = Readonly<z.infer<typeof licenseSchema>>;
