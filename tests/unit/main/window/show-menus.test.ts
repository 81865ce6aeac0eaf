import { EventEmitter } from 'node:events';
import type { App, Menu, MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import { showMenus } from '../../../../src/main/window/show-menus.ts';
import { createSettingsInMemory } from '../fakes.ts';

function setUp() {
  const app = new EventEmitter();
  const applicationMenus: string[][] = [];
  const popups: string[][] = [];
  const menu = {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => {
      const labels = template.map(({ label }) => label ?? '-');
      return { labels, popup: () => void popups.push(labels) } as unknown as Menu;
    },
    setApplicationMenu: (built: Menu | null) =>
      void applicationMenus.push((built as unknown as { labels: string[] }).labels),
  };
  const preferences = createPreferences(createSettingsInMemory(), () => ['en-GB']);
  const updates = { act: () => {} };
  const menus = showMenus({
    app: app as unknown as App,
    menu,
    platform: 'win32',
    preferences,
    updates,
  });
  return { app, menus, applicationMenus, popups, preferences };
}

it('the menu uses the language of the user', () => {
  const { applicationMenus, preferences } = setUp();
  preferences.set({ ...preferences.get(), language: 'es' });
  expect(applicationMenus).toEqual([
    ['File', 'Edit', 'View', 'Help'],
    ['Archivo', 'Edición', 'Visualización', 'Ayuda'],
  ]);
});

it('the mouse wheel with Control changes the text size', () => {
  const { app, preferences } = setUp();
  const contents = new EventEmitter();
  app.emit('web-contents-created', {}, contents);
  contents.emit('zoom-changed', {}, 'in');
  contents.emit('zoom-changed', {}, 'in');
  contents.emit('zoom-changed', {}, 'out');
  expect(preferences.get().zoom).toBe(110);
});

it('a right click opens a menu on selected text, and none on nothing', () => {
  const { app, popups } = setUp();
  const contents = new EventEmitter();
  app.emit('web-contents-created', {}, contents);
  const editFlags = { canCopy: true, canSelectAll: true };
  contents.emit('context-menu', {}, { isEditable: false, selectionText: '', editFlags });
  contents.emit('context-menu', {}, { isEditable: false, selectionText: 'Jean', editFlags });
  expect(popups).toEqual([['Copy', '-', 'Select All']]);
});
