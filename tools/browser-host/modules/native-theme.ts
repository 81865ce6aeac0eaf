import type { NativeTheme } from 'electron';
import type { CDPSession } from 'playwright';
import { createEvents } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { isUnkind } from '../unkindness.ts';

export interface NativeThemeStandIn {
  nativeTheme: NativeTheme;
  /** Applies the theme to a page, now and whenever main changes it. */
  follow(cdp: CDPSession): Promise<void>;
}

/**
 * The system counts as light, because Chromium does not report its theme before it has a page. With
 * `light-before-dark` it becomes dark once there is a page, as with the desktop portal of Linux
 * (`shell/browser/electron_browser_main_parts.cc`, `DarkModeManagerLinux`).
 */
export function createNativeTheme(): NativeThemeStandIn {
  const events = createEvents<NativeTheme>('nativeTheme', ['updated'], () => nativeTheme);
  const pages = new Set<CDPSession>();
  let source: NativeTheme['themeSource'] = 'system';
  let isSystemDark = false;

  const chosen = () => (source === 'system' ? (isSystemDark ? 'dark' : '') : source);
  const apply = (cdp: CDPSession) =>
    cdp.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: chosen() }],
    });

  const nativeTheme: NativeTheme = loud<NativeTheme>('electron.nativeTheme', {
    ...events.members,
    get shouldUseDarkColors() {
      return chosen() === 'dark';
    },
    get themeSource() {
      return source;
    },
    set themeSource(next) {
      if (source === next) {
        return;
      }
      source = next;
      for (const cdp of pages) {
        apply(cdp).catch(() => pages.delete(cdp));
      }
      events.emit('updated');
    },
  });
  return {
    nativeTheme,
    async follow(cdp) {
      pages.add(cdp);
      if (isUnkind('light-before-dark') && !isSystemDark) {
        isSystemDark = true;
        if (source === 'system') {
          events.emit('updated');
        }
      }
      await apply(cdp);
    },
  };
}
