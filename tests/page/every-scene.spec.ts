import { expect, type Page } from 'playwright/test';
import { languageNames } from '../../src/renderer/i18n/language-names.ts';
import { fr as settings } from '../../src/renderer/i18n/settings/fr.ts';
import { traditionalChinese } from '../../src/renderer/i18n/traditional-chinese.ts';
import { appInfo, type Scene, type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { alternateLooks, findViolations } from '../support/axe.ts';
import { fr } from '../support/words.ts';
import { test } from './scene.ts';

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const names = Object.keys(scenes) as SceneName[];

/** Every text in a table, or in the data of a scene. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Matches a text of a table, whatever its placeholders stand for. */
function patternOf(text: string): RegExp {
  const parts = text
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

const tables = textsOf({ fr, settings, traditionalChinese }).map(patternOf);

/** Names and figures are in no table: those of the person, of this copy, and numbers. */
const data = new Set([
  ...textsOf(languageNames),
  ...textsOf(appInfo),
  ...Object.values<Scene>(scenes).flatMap(({ auth }) =>
    auth.kind === 'signed-in' ? textsOf(auth.user) : [],
  ),
  'MyTone',
]);
const figures = /^[\p{P}\p{S}\p{N}\s]*$/u;

const isKnown = (text: string) =>
  data.has(text) || figures.test(text) || tables.some((pattern) => pattern.test(text));

/** Sentences follow each other. */
function isMadeOfKnown(text: string): boolean {
  const ends = [...text.matchAll(/\. /g)].map(({ index }) => index + 1);
  return (
    isKnown(text) ||
    ends.some((end) => isKnown(text.slice(0, end)) && isMadeOfKnown(text.slice(end + 1)))
  );
}

/** What is drawn, read aloud or shown as a tooltip, apart from dates, keys, people's names and licences. */
function readTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, style, time, bdi, kbd, .licenses') === null) {
        texts.push(node.textContent ?? '');
      }
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]:not(time)`)) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.map((text) => text.trim());
  });
}

/** French punctuation that may begin a line, because a plain space stands before it. */
const loosePunctuation = / [:;!?»]|« /;

test('every text on every screen comes from the tables, with no-break spaces in French', async ({
  open,
  page,
}) => {
  const strange: string[] = [];
  for (const name of names) {
    await open(name, { language: 'fr' });
    for (const text of await readTexts(page)) {
      if (!isMadeOfKnown(text) || loosePunctuation.test(text)) {
        strange.push(`${name}: ${text}`);
      }
    }
  }
  expect(strange).toEqual([]);
});

// Two tests, because two run at once. `npm run accessibility` takes both themes of every language.
for (const half of [0, 1]) {
  test(`axe finds nothing in scenes ${half + 1}, ${half + 3} and so on, in any language`, async ({
    open,
    page,
  }) => {
    const some = names.filter((_, index) => index % 2 === half);
    expect(await findViolations({ open, page }, some, alternateLooks)).toEqual([]);
  });
}
