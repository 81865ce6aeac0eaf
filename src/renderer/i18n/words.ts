import type { CodeTables, OnDemandCodeTables } from './code-tables.ts';
import type { fr } from './languages/fr.ts';
import type { fr as frenchOnDemand } from './on-demand/fr.ts';

/** The same keys, each with some text. */
export type SameKeys<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]>;
};

/*
 * The texts that each language needs: the keys of French, the default, and words for every code.
 */

/** What loads at every start: the texts of the first screens. */
export type Words = SameKeys<typeof fr> & CodeTables;

/** What loads with the first screen or notice that needs it. */
export type OnDemandWords = SameKeys<typeof frenchOnDemand> & OnDemandCodeTables;
