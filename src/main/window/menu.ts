import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { MenuItemConstructorOptions } from 'electron';
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

function editItems(words: MenuWords): Item[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ];
}

/** Not Electron's roles of the same names: their zoom is not stored, and the settings do not know it. */
function viewItems(words: MenuWords, { zoom }: MenuActions): Item[] {
  const zoomIn = { label: words.zoomIn, click: () => zoom('in') };
  const hidden = { visible: false, acceleratorWorksWhenHidden: true };
  return [
    {
      id: 'actual-size',
      label: words.actualSize,
      accelerator: 'CommandOrControl+0',
      click: () => zoom('reset'),
    },
    { id: 'zoom-in', ...zoomIn, accelerator: 'CommandOrControl+Plus' },
    // The plus needs Shift on many keyboards: the key alone zooms too.
    { ...zoomIn, ...hidden, accelerator: 'CommandOrControl+=' },
    {
      id: 'zoom-out',
      label: words.zoomOut,
      accelerator: 'CommandOrControl+-',
      click: () => zoom('out'),
    },
    separator,
    { role: 'togglefullscreen', label: words.fullScreen },
  ];
}

/**
 * The application's menu. Its roles have the system's shortcuts. On Windows and Linux the bar is
 * hidden until Alt is pressed; the shortcuts still work.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  words: MenuWords,
  actions: MenuActions,
): Item[] {
  const edit = { label: words.edit, submenu: editItems(words) };
  const view = { label: words.view, submenu: viewItems(words, actions) };
  const about: Item = {
    id: 'about',
    label: words.about,
    click: () => actions.openSettings('about'),
  };
  const settings: Item = {
    id: 'settings',
    label: words.settings,
    accelerator: 'CommandOrControl+,',
    click: () => actions.openSettings('general'),
  };
  const update = { id: 'update', label: words.checkForUpdates, click: actions.checkForUpdates };
  const quit = { role: 'quit', label: words.quit } as const;
  const close = { role: 'close', label: words.close } as const;
  if (platform !== 'darwin') {
    const file = { label: words.file, submenu: [settings, separator, close, withShortcut(quit)] };
    return [file, edit, view, { label: words.help, submenu: [update, about] }];
  }
  const app = {
    label: 'MyTone',
    submenu: [
      about,
      update,
      separator,
      settings,
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      quit,
    ],
  } satisfies Item;
  const window = {
    label: words.window,
    role: 'window',
    submenu: [
      { role: 'minimize', label: words.minimize },
      close,
      separator,
      { role: 'front', label: words.front },
    ],
  } satisfies Item;
  return [app, edit, view, window];
}

/** On Windows the role has no shortcut, but people expect the one of Linux. */
function withShortcut(quit: Item): Item {
  return { ...quit, accelerator: 'Control+Q' };
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
