import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import { type ShortcutName, shortcutsOf } from '@mytone/shared/settings/shortcuts.ts';
import type { MenuItemConstructorOptions } from 'electron';
import { systemOf } from '../about/app-info.ts';
import type { MenuWords } from './menu-words.ts';
import type { ZoomChange } from './zoom.ts';

type Item = MenuItemConstructorOptions;

/** What the items do that are not roles of the system. */
export interface MenuActions {
  readonly openSettings: (section: SettingsSection) => void;
  readonly zoom: (change: ZoomChange) => void;
  readonly checkForUpdates: () => void;
}

const separator = { type: 'separator' } as const satisfies Item;

/** Gives an item the shortcuts of the settings' list; all but the first are on items that are not shown. */
type AddShortcuts = (name: ShortcutName, item: Item) => Item[];

function addShortcutsOf(platform: NodeJS.Platform): AddShortcuts {
  const shortcuts = shortcutsOf[systemOf(platform)];
  return (name, item) => {
    const [shown, ...others] = shortcuts[name];
    const hidden = { ...item, visible: false, acceleratorWorksWhenHidden: true };
    return [
      { ...item, id: name, accelerator: shown },
      ...others.map((accelerator) => ({ ...hidden, accelerator })),
    ];
  };
}

function editItems(words: MenuWords, add: AddShortcuts): Item[] {
  return [
    ...add('undo', { role: 'undo', label: words.undo }),
    ...add('redo', { role: 'redo', label: words.redo }),
    separator,
    ...add('cut', { role: 'cut', label: words.cut }),
    ...add('copy', { role: 'copy', label: words.copy }),
    ...add('paste', { role: 'paste', label: words.paste }),
    ...add('selectAll', { role: 'selectAll', label: words.selectAll }),
  ];
}

/** Not Electron's roles of the same names: their zoom is not stored, and the settings do not know it. */
function viewItems(words: MenuWords, { zoom }: MenuActions, add: AddShortcuts): Item[] {
  return [
    ...add('actualSize', { label: words.actualSize, click: () => zoom('reset') }),
    ...add('zoomIn', { label: words.zoomIn, click: () => zoom('in') }),
    ...add('zoomOut', { label: words.zoomOut, click: () => zoom('out') }),
    separator,
    ...add('fullScreen', { role: 'togglefullscreen', label: words.fullScreen }),
  ];
}

/**
 * The application's menu, with the system's shortcuts. On Windows and Linux the bar is hidden until
 * Alt is pressed; the shortcuts still work.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  words: MenuWords,
  actions: MenuActions,
): Item[] {
  const add = addShortcutsOf(platform);
  const edit = { label: words.edit, submenu: editItems(words, add) };
  const view = { label: words.view, submenu: viewItems(words, actions, add) };
  const about: Item = {
    id: 'about',
    label: words.about,
    click: () => actions.openSettings('about'),
  };
  const settings = add('settings', {
    label: words.settings,
    click: () => actions.openSettings('general'),
  });
  const shortcuts = add('shortcuts', {
    label: words.shortcuts,
    click: () => actions.openSettings('shortcuts'),
  });
  const update = { id: 'update', label: words.checkForUpdates, click: actions.checkForUpdates };
  const quit = add('quit', { role: 'quit', label: words.quit });
  const close = add('close', { role: 'close', label: words.close });
  if (platform !== 'darwin') {
    const file = { label: words.file, submenu: [...settings, separator, ...close, ...quit] };
    const help = { label: words.help, submenu: [...shortcuts, separator, update, about] };
    return [file, edit, view, help];
  }
  const app = {
    label: 'MyTone',
    submenu: [
      about,
      update,
      separator,
      ...settings,
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      ...quit,
    ],
  } satisfies Item;
  const window = {
    label: words.window,
    role: 'window',
    submenu: [
      { role: 'minimize', label: words.minimize },
      ...close,
      separator,
      { role: 'front', label: words.front },
    ],
  } satisfies Item;
  const help = { label: words.help, role: 'help', submenu: shortcuts } satisfies Item;
  return [app, edit, view, window, help];
}

/** What was clicked, as Electron reports it for the context menu. */
export interface ContextMenuParams {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: {
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly canCut: boolean;
    readonly canCopy: boolean;
    readonly canPaste: boolean;
    readonly canSelectAll: boolean;
  };
}

/** The context menu of a text field or of selected text; empty if no action fits. */
export function contextMenuTemplate(params: ContextMenuParams, words: MenuWords): Item[] {
  const { isEditable, selectionText, editFlags } = params;
  const copy = { role: 'copy', label: words.copy, enabled: editFlags.canCopy } as const;
  const selectAll = {
    role: 'selectAll',
    label: words.selectAll,
    enabled: editFlags.canSelectAll,
  } as const;
  if (isEditable) {
    return [
      { role: 'undo', label: words.undo, enabled: editFlags.canUndo },
      { role: 'redo', label: words.redo, enabled: editFlags.canRedo },
      separator,
      { role: 'cut', label: words.cut, enabled: editFlags.canCut },
      copy,
      { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
      separator,
      selectAll,
    ];
  }
  return selectionText.trim() === '' ? [] : [copy, separator, selectAll];
}
