import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { FakeBridge } from './fake-bridge.ts';
import type { Scene } from './scenes.ts';

/** What a part of the settings shows once its data has loaded. */
const settingsContent = {
  general: 'select',
  shortcuts: 'kbd',
  keychain: 'button',
  log: 'tbody tr',
  privacy: 'dd',
  about: '.licenses li',
} as const satisfies Record<SettingsSection, string>;

/** Selectors of what loads apart from the screen itself. */
function partsOf(scene: Scene): readonly string[] {
  return [
    'h1',
    ...(scene.settings
      ? [`dialog.settings[open] .settings-content ${settingsContent[scene.settings]}`]
      : []),
    ...(scene.proxyQuestion ? ['dialog[open] form'] : []),
    ...(scene.update?.isShown ? ['.update-bar button'] : []),
    ...(scene.appInfo?.asksForLanguage ? ['.language-question'] : []),
    ...(scene.sessions ? ['.devices li'] : []),
    ...(scene.isSubmitted ? ['form'] : []),
  ];
}

/** Resolves when a scene is there as a whole: its modules, its data and its fonts have loaded. */
export async function untilDrawn(scene: Scene): Promise<void> {
  for (const part of partsOf(scene)) {
    await until(() => document.querySelector(part) !== null);
  }
  // It stands in for a screen that is still loading.
  if (scene.auth.kind !== 'starting') {
    await until(() => document.querySelector('.splash-status') === null);
  }
  await document.fonts.ready;
  await nextFrame();
}

/**
 * Types without events and submits, as some password managers do; resolves when the answer, or
 * what is wrong with a field, is on the screen.
 * @param isRefused the bridge answers with a failure
 */
export async function submitForm(
  typed: Readonly<Record<string, string>>,
  calls: FakeBridge['calls'],
  isRefused: boolean,
): Promise<void> {
  const form = document.querySelector('form');
  for (const input of form?.querySelectorAll('input') ?? []) {
    input.value = typed[input.name] ?? '';
  }
  const before = calls.length;
  form?.requestSubmit();
  await until(() => calls.length > before || isShown('[aria-invalid="true"]'));
  if (isRefused) {
    await until(() => isShown('form [role="alert"], [aria-invalid="true"]'));
  }
  await nextFrame();
  await nextFrame();
}

function isShown(selector: string): boolean {
  return document.querySelector(selector) !== null;
}

async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) {
    await nextFrame();
  }
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
