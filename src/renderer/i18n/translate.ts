import type { fr } from './languages/fr.ts';
import type { fr as frenchOnDemand } from './on-demand/fr.ts';
import type { OnDemandWords, SameKeys, Words } from './words.ts';

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

/** The full key of every text of a table, such as `signIn.title`. */
type TextKey<Table> = Leaves<Table>;

type TextAt<Tree, Key> = Key extends keyof Tree
  ? Tree[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Tree
      ? TextAt<Tree[Head], Rest>
      : never
    : never;

type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Values<Table, Key> = [Placeholders<TextAt<Table, Key>>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<TextAt<Table, Key>>, string | number>>];

/**
 * The text of a key in the user's language, with its placeholders filled in. The compiler checks keys
 * and placeholders against `Table`, the French one.
 */
export type Translator<Table> = <Key extends TextKey<Table>>(
  key: Key,
  ...values: Values<Table, Key>
) => string;

/** The translator of the texts that load at every start. */
export type Translate = Translator<typeof fr>;

/** The translator of all texts but those of the settings. */
export type FullTranslate = Translator<typeof fr & typeof frenchOnDemand>;

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix: string, texts: Map<string, string>): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') {
      texts.set(prefix + key, value);
    } else {
      flatten(value, `${prefix}${key}.`, texts);
    }
  }
  return texts;
}

/** The translator of one language's texts. Values are inserted unchanged: React escapes them when it renders. */
export function createTranslate(words: Words): Translate {
  return createTranslator<typeof fr>(words);
}

/** The same with the texts that load on demand. */
export function createFullTranslate(words: Words, onDemand: OnDemandWords): FullTranslate {
  return createTranslator<typeof fr & typeof frenchOnDemand>({ ...words, ...onDemand });
}

/** The same for a separate table; `Table` is the French one. */
export function createTranslator<Table>(words: SameKeys<Table>): Translator<Table> {
  const texts = flatten({ ...words }, '', new Map());
  return (key, ...[values]) =>
    (texts.get(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String((values as Readonly<Record<string, string | number>> | undefined)?.[name] ?? ''),
    );
}
