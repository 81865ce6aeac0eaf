import { languages } from '@mytone/shared/languages.ts';
import { expect } from 'playwright/test';
import { type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { test } from '../page/scene.ts';
import { findViolations } from '../support/axe.ts';

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const names = Object.keys(scenes) as SceneName[];

for (const language of languages) {
  test(`axe finds nothing in any scene in the language ${language}, light or dark`, async ({
    open,
    page,
  }) => {
    const looks = [{ language, theme: 'light' } as const, { language, theme: 'dark' } as const];
    expect(await findViolations({ open, page }, names, () => looks)).toEqual([]);
  });
}
