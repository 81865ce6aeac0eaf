import type { Menu, MenuItemConstructorOptions } from 'electron';
import { loud, loudClass } from '../stand-in/loud.ts';

/** `Menu`: kept and never drawn; the browser's own keys do copy, paste and quit. */
export function createMenuClass(): typeof Menu {
  const menuOf = (_template: MenuItemConstructorOptions[]) =>
    loud<Menu>('menu', { items: [], popup() {} });
  let applicationMenu: Menu | null = null;
  return loudClass<typeof Menu>(
    'electron.Menu',
    {
      buildFromTemplate: (template) => menuOf(template as MenuItemConstructorOptions[]),
      getApplicationMenu: () => applicationMenu,
      setApplicationMenu(menu) {
        applicationMenu = menu;
      },
    },
    () => menuOf([]),
  );
}
