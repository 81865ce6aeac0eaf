import type { SameKeys } from '../words.ts';
import type { SettingsCodeTables } from './code-tables.ts';
import type { fr } from './fr.ts';

/** What each language must say on the settings screen: the keys of French, and every code. */
export type SettingsWords = SameKeys<typeof fr> & SettingsCodeTables;
