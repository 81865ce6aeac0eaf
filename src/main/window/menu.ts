import type { MenuItemConstructorOptions } from 'electron';
import type { MenuWords } from './menu-words.ts';

type Item = MenuItemConstructorOptions;

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

function viewItems(words: MenuWords): Item[] {
  return [
    { role: 'resetZoom', label: words.actualSize },
    { role: 'zoomIn', label: words.zoomIn },
    // The plus needs Shift on many keyboards: the key alone zooms too.
    {
      role: 'zoomIn',
      label: words.zoomIn,
      accelerator: 'CommandOrControl+=',
      visible: false,
      acceleratorWorksWhenHidden: true,
    },
    { role: 'zoomOut', label: words.zoomOut },
    separator,
    { role: 'togglefullscreen', label: words.fullScreen },
  ];
}

/**
 * The application's menu. Its roles bring the system's shortcuts: on Windows and Linux the bar is
 * hidden until Alt is pressed, and the shortcuts work all the same.
 */
export function menuTemplate(platform: NodeJS.Platform, words: MenuWords): Item[] {
  const edit = { label: words.edit, submenu: editItems(words) };
  const view = { label: words.view, submenu: viewItems(words) };
  const about = { role: 'about', label: words.about } as const;
  const quit = { role: 'quit', label: words.quit } as const;
  const close = { role: 'close', label: words.close } as const;
  if (platform !== 'darwin') {
    const file = { label: words.file, submenu: [close, separator, withShortcut(quit)] };
    return [file, edit, view, { label: words.help, submenu: [about] }];
  }
  const app = {
    label: 'MyTone',
    submenu: [
      about,
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

/** Windows gives the role no shortcut, where people expect the one of Linux. */
function withShortcut(quit: Item): Item {
  return { ...quit, accelerator: 'Control+Q' };
}

/** What the context menu is about, as Electron tells it. */
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

/** The context menu of a text field or of selected text; empty where there is nothing to do. */
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
