import process from 'node:process';

/** What Electron may do at any start, and this host does only if a test asks for it. */
const survivable = ['never-paints', 'several-displays', 'light-before-dark'] as const;

/** Ends the start, so `all` does not include it. */
const fatal = ['lost-lock'] as const;

export type Unkindness = (typeof survivable | typeof fatal)[number];

/** Turns on everything that an application must be able to handle. */
const all = 'all';

/**
 * Whether the test asked for it: `BROWSER_HOST_UNKIND=never-paints`, several separated by commas,
 * or `all`. Throws an error with the name if it is not known.
 *
 * - `never-paints`: `ready-to-show` never comes (Wayland; electron/electron#48859).
 * - `several-displays`: two, with negative coordinates and different scale factors.
 * - `light-before-dark`: the desktop is dark, and says so only after the first window was opened.
 * - `lost-lock`: the single-instance lock cannot be taken, and there is no other copy.
 */
export function isUnkind(name: Unkindness, given = process.env['BROWSER_HOST_UNKIND']): boolean {
  const asked = (given ?? '').split(',').filter(Boolean);
  const known: readonly string[] = [...survivable, ...fatal, all];
  const unknown = asked.find((each) => !known.includes(each));
  if (unknown !== undefined) {
    throw new Error(`browser host: no unkindness is called "${unknown}"`);
  }
  const isInAll = survivable.some((each) => each === name);
  return asked.includes(name) || (isInAll && asked.includes(all));
}
