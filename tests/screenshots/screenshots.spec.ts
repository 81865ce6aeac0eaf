import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import { channelOf } from '@mytone/shared/channels.ts';
import { expect, type Page } from 'playwright/test';
import { wordsOf } from '../../src/renderer/i18n/words-of.ts';
import type { RunningApp } from '../support/app/running-app.ts';
import { root } from '../support/project.ts';
import { createScreens, jean } from '../support/screens.ts';
import { test } from '../support/test.ts';

const folder = join(root, 'docs', 'screenshots');
const size = { width: 1100, height: 720 };

/** Draws a state that the real application passes through too quickly, or only with a broken keychain. */
async function show(app: RunningApp, state: AuthState): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { channel, payload }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, payload);
    },
    { channel: channelOf('onAuthState'), payload: state },
  );
}

async function untilDrawn(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

for (const language of ['fr', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`draws every screen in ${language}, ${theme}`, async ({ app, page, api }) => {
      const words = wordsOf[language];
      const screens = createScreens(page, words);
      const take = async (name: string) => {
        await page.screenshot({
          path: join(folder, `${name}-${language}-${theme}.png`),
          animations: 'disabled',
          caret: 'hide',
        });
      };
      await mkdir(folder, { recursive: true });
      await page.setViewportSize(size);
      await page.evaluate((preferences) => window.mytone.setPreferences(preferences), {
        language,
        theme,
      });

      await untilDrawn(page, words.signIn.headingFirst);
      await take('sign-in');
      await screens.signIn(jean.email, 'not-the-password');
      await expect(screens.alert).toBeVisible();
      await take('sign-in-refused');

      await screens.openSignUp();
      await untilDrawn(page, words.signUp.heading);
      await take('sign-up');
      await screens.fillSignUp({ ...jean, email: 'jean@example', password: 'short' });
      await screens.submitSignUp();
      await take('sign-up-problems');

      await screens.fillSignUp(jean);
      await screens.submitSignUp();
      await expect(screens.dashboard()).toBeVisible();
      await expect(page.getByText(words.link.online, { exact: true })).toBeVisible();
      await take('dashboard');
      await screens.button(words.preferences.open).click();
      await expect(page.getByRole('combobox', { name: words.preferences.language })).toBeVisible();
      await take('preferences');
      await page.keyboard.press('Escape');
      await screens.button(words.sessionLog.open).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await take('diary');
      await page.keyboard.press('Escape');

      await api.stop();
      const offline = {
        kind: 'offline',
        cause: 'network',
        nextAttemptAt: Date.now() + 45_000,
        verifiedAt: Date.now(),
      } as const;
      const state = await page.evaluate(() => window.mytone.getAuthState());
      if (!state.ok || state.value.kind !== 'signed-in') throw new Error('not signed in');
      await show(app, { ...state.value, link: offline });
      await expect(page.getByRole('status').getByText(words.link.offline)).toBeVisible();
      await take('dashboard-offline');

      await show(app, { kind: 'restoring', link: offline, storage: 'keychain' });
      await untilDrawn(page, words.restoring.heading);
      await take('restoring');
      await show(app, {
        kind: 'keychain-locked',
        problem: 'locked-or-cleared',
        email: jean.email,
      });
      await untilDrawn(page, words.keychain.heading);
      await take('keychain');
      await show(app, { kind: 'starting', isWaitingForKeychain: true });
      await expect(page.getByText(words.splash.waitingForKeychain)).toBeVisible();
      await take('waiting-for-keychain');
      await show(app, { kind: 'signed-out', reason: 'expired', email: jean.email });
      await expect(page.getByText(words.signOutReasons.expired)).toBeVisible();
      await take('signed-out');
    });
  }
}
