import type { SameKeys } from '../words.ts';
import type { SettingsCodeTables } from './code-tables.ts';
import type { fr } from './fr.ts';

/** The texts that each language needs for the settings: the keys of French, and every code. */
export type SettingsWords = SameKeys<typeof fr> & SettingsCodeTables;
