import process from 'node:process';

/** What Electron may do to an application, and this host does only when a test asks for it. */
const unkindnesses = ['never-paints', 'several-displays'] as const;

export type Unkindness = (typeof unkindnesses)[number];

/** Separates the names in `BROWSER_HOST_UNKIND`; `all` stands for each of them. */
const all = 'all';

/**
 * Whether the test asked for it: `BROWSER_HOST_UNKIND=never-paints`, several separated by commas.
 * Throws, naming it, for a name that is not known.
 */
export function isUnkind(name: Unkindness, given = process.env['BROWSER_HOST_UNKIND']): boolean {
  const asked = (given ?? '').split(',').filter(Boolean);
  const known: readonly string[] = [...unkindnesses, all];
  const unknown = asked.find((each) => !known.includes(each));
  if (unknown !== undefined) throw new Error(`browser host: no unkindness is called "${unknown}"`);
  return asked.includes(name) || asked.includes(all);
}
