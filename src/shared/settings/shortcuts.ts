import type { System } from './app-info.ts';

/** What has a shortcut, in the order of the list in the settings. */
export const shortcutGroups = {
  app: ['settings', 'shortcuts', 'close', 'quit'],
  view: ['zoomIn', 'zoomOut', 'actualSize', 'fullScreen'],
  edit: ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'],
  forms: ['submit', 'cancel'],
} as const;
export type ShortcutGroup = keyof typeof shortcutGroups;
export type ShortcutName = (typeof shortcutGroups)[ShortcutGroup][number];

/** Keys as Electron writes them in a menu (`CommandOrControl+Plus`). The menu shows the first ones. */
type Accelerators = readonly [shown: string, ...others: string[]];

const common = {
  settings: ['CommandOrControl+,'],
  shortcuts: ['CommandOrControl+/'],
  close: ['CommandOrControl+W'],
  // The plus needs Shift on many keyboards: the key alone zooms too.
  zoomIn: ['CommandOrControl+Plus', 'CommandOrControl+='],
  zoomOut: ['CommandOrControl+-'],
  actualSize: ['CommandOrControl+0'],
  undo: ['CommandOrControl+Z'],
  redo: ['CommandOrControl+Shift+Z'],
  cut: ['CommandOrControl+X'],
  copy: ['CommandOrControl+C'],
  paste: ['CommandOrControl+V'],
  selectAll: ['CommandOrControl+A'],
  submit: ['Enter'],
  cancel: ['Escape'],
} as const satisfies Partial<Record<ShortcutName, Accelerators>>;

const linux = {
  ...common,
  // The slash needs Shift on French and German keyboards, and then it is another key.
  shortcuts: ['CommandOrControl+/', 'F1'],
  fullScreen: ['F11'],
  quit: ['Control+Q'],
} as const satisfies Record<ShortcutName, Accelerators>;

/** The shortcuts of each system: the menu has them, and the settings list them. */
export const shortcutsOf: Readonly<Record<System, Readonly<Record<ShortcutName, Accelerators>>>> = {
  linux,
  windows: { ...linux, redo: ['Control+Y'] },
  // Written in the order of macOS: Control, Option, Shift, Command.
  mac: {
    ...common,
    redo: ['Shift+Command+Z'],
    fullScreen: ['Control+Command+F'],
    quit: ['Command+Q'],
  },
};
