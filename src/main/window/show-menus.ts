import type { App, Menu } from 'electron';
import type { PreferencesOwner } from '../profile/preferences.ts';
import { contextMenuTemplate, menuTemplate } from './menu.ts';
import { menuWords } from './menu-words.ts';

interface MenusDeps {
  readonly app: Pick<App, 'on'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly platform: NodeJS.Platform;
  readonly preferences: PreferencesOwner;
}

/**
 * Gives the application its menu and every page its context menu, in the language of the user.
 * Call once Electron is ready and before the first window: the language may be the system's.
 */
export function showMenus({ app, menu, platform, preferences }: MenusDeps): void {
  const words = () => menuWords[preferences.get().language];
  const setMenu = () =>
    menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(platform, words())));
  setMenu();
  preferences.onChange(setMenu);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menuEvent, params) => {
      const template = contextMenuTemplate(params, words());
      if (template.length > 0) {
        menu.buildFromTemplate(template).popup();
      }
    });
  });
}
