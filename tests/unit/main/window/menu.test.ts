import { languages } from '@mytone/shared/languages.ts';
import { shortcutsOf } from '@mytone/shared/settings/shortcuts.ts';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { systemOf } from '../../../../src/main/about/app-info.ts';
import {
  contextMenuTemplate,
  menuTemplate as templateOf,
} from '../../../../src/main/window/menu.ts';
import { type MenuWords, menuWords } from '../../../../src/main/window/menu-words.ts';

/** Every item of a menu, those of its submenus included. */
function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : []),
  ]);
}

const actions = { openSettings: vi.fn(), zoom: vi.fn(), checkForUpdates: vi.fn() };
const menuTemplate = (platform: NodeJS.Platform, words: MenuWords) =>
  templateOf(platform, words, actions);

function rolesOf(template: readonly MenuItemConstructorOptions[]): (string | undefined)[] {
  return itemsOf(template).map(({ role }) => role);
}

/** Chooses an item: none of ours looks at what Electron passes. */
function press(item: MenuItemConstructorOptions | undefined): void {
  (item?.click as (() => void) | undefined)?.();
}

const enabled = {
  canUndo: true,
  canRedo: true,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canSelectAll: true,
};

describe.each(['win32', 'linux', 'darwin'] as const)('the menu on %s', (platform) => {
  it('offers full screen, editing and quit by the roles of the system', () => {
    expect(rolesOf(menuTemplate(platform, menuWords.en))).toEqual(
      expect.arrayContaining([
        ...['togglefullscreen', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'],
        ...['close', 'quit'],
      ]),
    );
  });

  it.each(languages)('has a label for every item in the language %s', (language) => {
    const items = itemsOf(menuTemplate(platform, menuWords[language]));
    const unlabelled = items.filter(({ type, label }) => type !== 'separator' && !label);
    expect(unlabelled).toEqual([]);
  });

  it.each([
    ['CommandOrControl+,', actions.openSettings, 'general'],
    ['CommandOrControl+/', actions.openSettings, 'shortcuts'],
    ['CommandOrControl+0', actions.zoom, 'reset'],
    ['CommandOrControl+Plus', actions.zoom, 'in'],
    ['CommandOrControl+=', actions.zoom, 'in'],
    ['CommandOrControl+-', actions.zoom, 'out'],
  ])('performs the action of the shortcut %s', (shortcut, action, argument) => {
    action.mockClear();
    press(
      itemsOf(menuTemplate(platform, menuWords.en)).find(
        ({ accelerator }) => accelerator === shortcut,
      ),
    );
    expect(action.mock.calls).toEqual([[argument]]);
  });

  it('has every shortcut that the settings list, and no other', () => {
    const { submit: _submit, cancel: _cancel, ...listed } = shortcutsOf[systemOf(platform)];
    const accelerators = itemsOf(menuTemplate(platform, menuWords.en)).flatMap(
      ({ accelerator }) => accelerator ?? [],
    );
    expect(accelerators.toSorted()).toEqual(Object.values(listed).flat().toSorted());
  });

  it('checks for updates when asked to', () => {
    actions.checkForUpdates.mockClear();
    press(itemsOf(menuTemplate(platform, menuWords.en)).find(({ id }) => id === 'update'));
    expect(actions.checkForUpdates).toHaveBeenCalledOnce();
  });

  it('"About" opens that part of the settings', () => {
    actions.openSettings.mockClear();
    press(itemsOf(menuTemplate(platform, menuWords.en)).find(({ id }) => id === 'about'));
    expect(actions.openSettings.mock.calls).toEqual([['about']]);
  });
});

it.each([
  ['win32', ['Control+Q']],
  ['linux', ['Control+Q']],
  ['darwin', ['Command+Q']],
] as const)('quitting on %s has the shortcut %j', (platform, shortcuts) => {
  const quits = itemsOf(menuTemplate(platform, menuWords.fr)).filter(({ role }) => role === 'quit');
  expect(quits.map(({ accelerator }) => accelerator)).toEqual(shortcuts);
});

it('the menu differs between languages in every label that is not a name', () => {
  for (const language of languages.filter((each) => each !== 'en')) {
    const same = Object.entries(menuWords[language]).filter(
      ([key, word]) => word === Object.entries(menuWords.en).find(([known]) => known === key)?.[1],
    );
    // Italian says "File" too.
    expect(same.map(([key]) => key)).toEqual(language === 'it' ? ['file'] : []);
  }
});

it.each([
  ['win32', 'F1', 1],
  ['linux', 'F1', 1],
  ['darwin', 'F1', 0],
] as const)(
  'on %s, the help key %s opens the list of shortcuts in %d item',
  (platform, key, count) => {
    actions.openSettings.mockClear();
    const items = itemsOf(menuTemplate(platform, menuWords.de)).filter(
      ({ accelerator }) => accelerator === key,
    );
    items.forEach(press);
    expect(items).toHaveLength(count);
    expect(actions.openSettings.mock.calls).toEqual(count === 0 ? [] : [['shortcuts']]);
  },
);

it('an item that only adds a shortcut is not shown, and its shortcut works', () => {
  const added = itemsOf(menuTemplate('linux', menuWords.en)).filter(
    ({ id, accelerator }) => !id && accelerator,
  );
  expect(
    added.map(({ accelerator, visible, acceleratorWorksWhenHidden }) => [
      accelerator,
      visible,
      acceleratorWorksWhenHidden,
    ]),
  ).toEqual([
    ['CommandOrControl+=', false, true],
    ['F1', false, true],
  ]);
});

describe('the context menu', () => {
  it('of a field offers everything, and disables what cannot be done', () => {
    const editFlags = { ...enabled, canCut: false, canCopy: false };
    const params = { isEditable: true, selectionText: '', editFlags };
    const items = contextMenuTemplate(params, menuWords.de);
    expect(items.filter((item) => item.enabled === false).map(({ label }) => label)).toEqual([
      'Ausschneiden',
      'Kopieren',
    ]);
    expect(rolesOf(items)).toContain('paste');
  });

  it('of selected text offers to copy it', () => {
    const params = { isEditable: false, selectionText: 'jean@example.com', editFlags: enabled };
    expect(rolesOf(contextMenuTemplate(params, menuWords.fr))).toEqual([
      'copy',
      undefined,
      'selectAll',
    ]);
  });

  it('of anything else does not open', () => {
    const params = { isEditable: false, selectionText: ' ', editFlags: enabled };
    expect(contextMenuTemplate(params, menuWords.fr)).toEqual([]);
  });
});
