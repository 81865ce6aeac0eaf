import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { App, Menu } from 'electron';
import type { PreferencesOwner } from '../profile/preferences.ts';
import type { Updates } from '../update/updates.ts';
import { contextMenuTemplate, type MenuActions, menuTemplate } from './menu.ts';
import { menuWords } from './menu-words.ts';
import { changeZoom } from './zoom.ts';

interface MenusDeps {
  readonly app: Pick<App, 'on'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly platform: NodeJS.Platform;
  readonly preferences: PreferencesOwner;
  readonly updates: Pick<Updates, 'act'>;
}

export interface Menus {
  /** Calls `listener` with the section of the settings that the user chose in the menu. */
  onSettingsWanted(listener: (section: SettingsSection) => void): void;
}

/**
 * Gives the application its menu and every page its context menu, in the language of the user.
 * Call once Electron is ready and before the first window: the language may be the system's.
 */
export function showMenus({ app, menu, platform, preferences, updates }: MenusDeps): Menus {
  const words = () => menuWords[preferences.get().language];
  const listeners: ((section: SettingsSection) => void)[] = [];
  const actions: MenuActions = {
    openSettings(section) {
      for (const listener of listeners) {
        listener(section);
      }
    },
    zoom(change) {
      const now = preferences.get();
      preferences.set({ ...now, zoom: changeZoom(now.zoom, change) });
    },
    checkForUpdates: () => updates.act('check'),
  };
  const setMenu = () =>
    menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(platform, words(), actions)));
  setMenu();
  preferences.onChange(setMenu);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menuEvent, params) => {
      const template = contextMenuTemplate(params, words());
      if (template.length > 0) {
        menu.buildFromTemplate(template).popup();
      }
    });
    // The wheel, with Control held.
    contents.on('zoom-changed', (_zoomEvent, direction) => actions.zoom(direction));
  });
  return { onSettingsWanted: (listener) => void listeners.push(listener) };
}
