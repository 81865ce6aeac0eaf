import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import { loud, loudClass } from '../stand-in/loud.ts';

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : []),
  ]);
}

/**
 * `Menu`: kept but never shown; the browser's own keys do copy, paste and quit. Specs choose the
 * other items by their ids.
 */
export function createMenuClass(): typeof Menu {
  const menuOf = (template: MenuItemConstructorOptions[]): Menu =>
    loud<Menu>('menu', {
      items: [],
      popup() {},
      getMenuItemById(id) {
        const item = itemsOf(template).find((known) => known.id === id);
        const click = item?.click as (() => void) | undefined;
        return click === undefined ? null : loud<MenuItem>('menu item', { id, click });
      },
    });
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
