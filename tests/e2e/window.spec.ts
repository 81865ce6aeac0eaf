import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { sharedTest, test } from '../support/test.ts';

sharedTest(
  'the window is shown even if its first paint is never announced',
  async ({ desktop }) => {
    const app = await desktop.launch({ env: { BROWSER_HOST_UNKIND: 'never-paints' } });
    await expect(createScreens(app.page).signInForm).toBeVisible();
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false),
      )
      .toBe(true);
  },
);

sharedTest(
  'the window gets the background of a dark theme that is reported late',
  async ({ desktop }) => {
    const app = await desktop.launch({ env: { BROWSER_HOST_UNKIND: 'light-before-dark' } });
    await expect(createScreens(app.page).signInForm).toBeVisible();
    const readColors = () =>
      app.evaluate(({ BrowserWindow, nativeTheme }) => ({
        isDark: nativeTheme.shouldUseDarkColors,
        background: BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase(),
      }));
    const { isDark, background } = await readColors();
    expect(background).toBe(isDark ? '#0a0a0a' : '#f7f5fb');
  },
);

sharedTest(
  'a window of a missing display is moved to an existing one',
  async ({ desktop, profile }) => {
    const first = await desktop.launch();
    await first.quit();
    const path = join(profile, 'settings.json');
    const settings = JSON.parse(await readFile(path, 'utf8'));
    const window = { x: 9000, y: 5000, width: 900, height: 700, isMaximized: false };
    await writeFile(path, JSON.stringify({ ...settings, window }));

    const second = await desktop.launch({ env: { BROWSER_HOST_UNKIND: 'several-displays' } });
    const isInSight = await second.evaluate(({ BrowserWindow, screen }) => {
      const bounds = BrowserWindow.getAllWindows()[0]?.getBounds();
      return screen
        .getAllDisplays()
        .some(
          ({ workArea }) =>
            bounds !== undefined &&
            bounds.x >= workArea.x &&
            bounds.x < workArea.x + workArea.width &&
            bounds.y >= workArea.y &&
            bounds.y < workArea.y + workArea.height,
        );
    });
    expect(isInSight).toBe(true);
  },
);

sharedTest(
  'the window keeps its place when Windows ends the session without closing it',
  async ({ desktop, profile }) => {
    const app = await desktop.launch();
    await expect(createScreens(app.page).signInForm).toBeVisible();
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setBounds({ width: 777, height: 666 });
      window?.emit('session-end');
    });
    await expect
      .poll(async () => JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8')).window)
      .toMatchObject({ width: 777, height: 666 });
  },
);

test('a user signs up and is still signed in after a restart with everything unkind at once', async ({
  desktop,
}) => {
  const env = { BROWSER_HOST_UNKIND: 'all' };
  const first = await desktop.launch({ env });
  await createScreens(first.page).signUp();
  await first.quit();
  const second = await desktop.launch({ env });
  await expect(createScreens(second.page).dashboard()).toBeVisible();
});

sharedTest('a start says why it cannot lock its profile', async ({ desktop }) => {
  const refused = desktop.spawn({ env: { BROWSER_HOST_UNKIND: 'lost-lock' } });
  const { code } = await refused.exited;
  expect(code).toBe(1);
  expect(refused.stderr()).toContain('cannot be locked');
});

sharedTest('a packaged copy refuses to run without the sandbox', async ({ desktop }) => {
  const env = { BROWSER_HOST_PACKAGED: '1' };
  const refused = desktop.spawn({ args: ['--no-sandbox'], env });
  const { code } = await refused.exited;
  expect(code).toBe(1);
  expect(refused.stderr()).toContain('the sandbox cannot be turned off');
  expect(refused.stderr()).toContain('error box: ');
});
