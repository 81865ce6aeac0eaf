import { settingsSections } from '@mytone/shared/settings/sections.ts';
import { expect } from 'playwright/test';
import { type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { createScreens } from '../support/screens.ts';
import { en } from '../support/words.ts';
import { test } from './scene.ts';

const names = Object.keys(scenes) as SceneName[];

test('nothing overflows at a width of 320 pixels, which is 400 %', async ({ open, page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const wide: string[] = [];
  for (const name of names) {
    await open(name, { language: 'de' });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
      wide.push(name);
    }
  }
  expect(wide).toEqual([]);
});

test('everything in the settings can be scrolled to in a window of 550 × 360', async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 550, height: 360 });
  await page.mouse.move(275, 250);
  for (const section of settingsSections) {
    await open(section === 'general' ? 'settings' : `settings-${section}`);
    await page.mouse.wheel(0, 10_000);
    const last = page.locator('.settings-content > *').last();
    await expect
      .poll(() => last.evaluate((element) => element.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(360);
  }
});

test('a long name stays inside the card of the greeting', async ({ open, page }) => {
  for (const width of [420, 960]) {
    await page.setViewportSize({ width, height: 720 });
    await open('dashboard-long-name');
    const inside = await page.evaluate(() => {
      const card = document.querySelector('.hero')?.getBoundingClientRect();
      const art = document.querySelector('.hero .voice-to-music')?.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('h1') as Node);
      const text = range.getBoundingClientRect();
      const limit = art && art.width > 0 ? art.left : (card?.right ?? 0);
      return text.right <= limit;
    });
    expect(inside).toBe(true);
  }
});

test('a name of 255 letters takes three lines of the greeting', async ({ open, page }) => {
  await page.setViewportSize({ width: 420, height: 720 });
  await open('dashboard');
  const lines = await page.locator('h1').evaluate((heading) => {
    heading.textContent = `Hello ${'Jean'.repeat(64)}`;
    const { height } = heading.getBoundingClientRect();
    return height / Number.parseFloat(getComputedStyle(heading).lineHeight);
  });
  expect(Math.floor(lines)).toBe(3);
});

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
  [2560, 1440],
] as const) {
  test(`the dashboard fills a window of ${width} × ${height}, and needs no scrolling`, async ({
    open,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open('dashboard');
    const cards = await page.locator('.card').evaluateAll((all) =>
      all.map((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return `${top} to ${bottom}`;
      }),
    );
    expect(new Set(cards).size).toBe(1);
    const bottom = Number(cards[0]?.split(' to ')[1]);
    expect(bottom).toBeLessThanOrEqual(height);
    expect(bottom).toBeGreaterThan(height - 48);
    expect((await page.locator('main').boundingBox())?.width).toBeGreaterThan(
      Math.min(width - 20, 1600),
    );
  });
}

test('a wrong field with the focus looks unlike a wrong field without it', async ({
  open,
  page,
}) => {
  await open('sign-in-empty');
  await expect(page.getByText(en.fieldProblems.required).first()).toBeVisible();
  const frames = page.locator('[data-invalid="true"] .field-frame');
  await page.locator('[data-invalid="true"] input').first().focus();
  await expect(frames.first()).toHaveCSS('outline-style', 'solid');
  await expect(frames.last()).toHaveCSS('outline-style', 'none');
});

test('nothing moves when the strength of a password is known', async ({ open, page }) => {
  await page.setViewportSize({ width: 480, height: 900 });
  await open('sign-up');
  const button = page.getByRole('button', { name: en.signUp.submit });
  const before = await button.boundingBox();
  await createScreens(page).field(en.password.label).fill('violet kettle orbit 9 maple');
  await expect(page.getByText(en.passwordStrength.best)).toBeVisible();
  expect(await button.boundingBox()).toEqual(before);
});

test('reduced motion rotates nothing, and still shows that something is busy', async ({
  open,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open('sign-in-pending');
  const spinner = page.locator('.spinner');
  await expect(spinner).toHaveCSS('animation-name', 'breathe');
  await expect(page.locator('.button-primary')).toHaveCSS('transition-duration', /^(0s(, )?)+$/);
});

test('forced colours keep the gap of a spinner and the frame of a wrong field', async ({
  open,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open('sign-in-pending');
  const [gap, ring] = await page
    .locator('.spinner')
    .evaluate((element) => [
      getComputedStyle(element).borderTopColor,
      getComputedStyle(element).borderRightColor,
    ]);
  expect(gap).not.toBe(ring);
  await open('sign-in-empty');
  await expect(page.getByText(en.fieldProblems.required).first()).toBeVisible();
  await expect(page.locator('[data-invalid="true"] .field-frame').first()).toHaveCSS(
    'border-top-style',
    'double',
  );
});

test('forced colours keep the two kinds of buttons distinct and the notes visible', async ({
  open,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open('keychain');
  const backgrounds = await page
    .locator('.actions .button')
    .evaluateAll((all) => all.map((button) => getComputedStyle(button).backgroundColor));
  expect(new Set(backgrounds).size).toBe(2);
  const note = page.locator('.notes rect').first();
  const fill = await note.evaluate((element) => getComputedStyle(element).fill);
  await expect(page.locator('.brand-panel')).not.toHaveCSS('background-color', fill);
});

test('buttons without words have a tooltip', async ({ open }) => {
  const page = await open('sign-in');
  for (const button of await page.locator('.icon-button').all()) {
    await expect(button).toHaveAttribute('title', /./);
  }
});

test('forced colours fill the mark of a confirmed session, and no other', async ({
  open,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  // The colours of the two, which may differ in their opacity.
  const isFilled = () =>
    page.locator('.link-state').evaluate((state) => {
      const mark = getComputedStyle(state, '::before').backgroundColor;
      const canvas = getComputedStyle(document.body).backgroundColor;
      const [one, other] = [mark, canvas].map((color) => color.match(/\d+/g)?.slice(0, 3).join());
      return one !== other;
    });
  const filled: boolean[] = [];
  for (const scene of ['dashboard', 'dashboard-verifying', 'dashboard-offline'] as const) {
    await open(scene);
    filled.push(await isFilled());
  }
  expect(filled).toEqual([true, false, false]);
});

test('the cards to come have the padding of the cards, and rounded lines', async ({
  open,
  page,
}) => {
  for (const [width, height] of [
    [960, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open('dashboard');
    const heading = await page.locator('.card h2').first().boundingBox();
    await open('restoring');
    const line = page.locator('.skeleton span').first();
    expect((await line.boundingBox())?.x).toBe(heading?.x);
    await expect(line).not.toHaveCSS('border-radius', '0px');
  }
});

test('the cards of a tall window are as tall as their facts', async ({ open, page }) => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  await open('dashboard');
  const card = page.locator('.card').first();
  const facts = await card.locator('dl').boundingBox();
  const lastFact = await card.locator('.fact').last().boundingBox();
  const bottom = (box: typeof facts) => (box?.y ?? 0) + (box?.height ?? 0);
  expect(bottom(facts) - bottom(lastFact)).toBeLessThan(2);
});
