import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'electron-vite';
import type { Page } from 'playwright';
import { findRuntime } from '../../support/app/find-runtime.ts';
import { english } from '../../support/app/shared-app.ts';
import { root } from '../../support/project.ts';
import { createScreens } from '../../support/screens.ts';
import { en } from '../../support/words.ts';
import type { Finding } from '../report.ts';
import { quantile } from '../rounds.ts';

/** Nothing listens on this port: every request fails at once. */
const closedApi = 'http://127.0.0.1:1';
const frameMs = 1000 / 60;
const text = 'violet kettle orbit 9 maple';

declare global {
  interface Window {
    /** What the page did for each key since it was pressed, in milliseconds. */
    keyTimes: number[];
  }
}

/** Measures each key from now on: what its listeners took, and the frame that shows what they changed. */
function recordKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.keyTimes = [];
    const painted = new MessageChannel();
    let pressedAt = 0;
    let handledMs = 0;
    let frameAt = 0;
    painted.port1.onmessage = () => window.keyTimes.push(handledMs + performance.now() - frameAt);
    window.addEventListener(
      'keydown',
      () => {
        pressedAt = performance.now();
        requestAnimationFrame(() => {
          frameAt = performance.now();
          painted.port2.postMessage(null);
        });
      },
      { capture: true },
    );
    window.addEventListener('input', () => {
      handledMs = performance.now() - pressedAt;
    });
  });
}

/** Types into every field of the sign-up form, the password with its strength included. */
export async function measureTyping(): Promise<Finding[]> {
  await build({ root, logLevel: 'error' });
  const profile = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
  const app = await findRuntime().launch({
    folder: root,
    profile,
    env: english,
    args: [`--api=${closedApi}`],
  });
  const screens = createScreens(app.page);
  await screens.openSignUp();
  await recordKeys(app.page);
  const words = en.signUp;
  for (const label of [words.name, words.email, words.username, en.password.label]) {
    await screens.field(label).focus();
    await app.page.keyboard.type(text, { delay: 50 });
  }
  const times = await app.page.evaluate(() => window.keyTimes);
  await app.quit();
  rmSync(profile, { recursive: true, force: true });
  const p95 = quantile(times, 0.95);
  return [
    {
      what: 'the work of the page for a key typed into the sign-up form, p95',
      measured: `${p95.toFixed(1)} ms`,
      goal: 'within one frame (16.7 ms)',
      isMet: p95 <= frameMs,
    },
  ];
}
