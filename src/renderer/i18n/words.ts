import type { CodeTables } from './code-tables.ts';
import type { fr } from './languages/fr.ts';

/** The same keys, each with some text. */
export type SameKeys<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]>;
};

/** The texts that each language needs: the keys of French, the default, and words for every code. */
export type Words = SameKeys<typeof fr> & CodeTables;
