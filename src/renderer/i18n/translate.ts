import type { fr } from './languages/fr.ts';
import type { Words } from './words.ts';

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

/** The full key of every text, such as `signIn.title`. */
export type TextKey = Leaves<typeof fr>;

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

type Values<Key extends TextKey> = [Placeholders<TextAt<typeof fr, Key>>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<TextAt<typeof fr, Key>>, string | number>>];

/** The text of a key in the user's language, its placeholders filled in; checked by the compiler. */
export type Translate = <Key extends TextKey>(key: Key, ...values: Values<Key>) => string;

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

/** A translator for one language. Values are inserted as they are: React escapes what it draws. */
export function createTranslate(words: Words): Translate {
  const texts = flatten({ ...words }, '', new Map());
  return (key, ...[values]) =>
    (texts.get(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String((values as Readonly<Record<string, string | number>> | undefined)?.[name] ?? ''),
    );
}
