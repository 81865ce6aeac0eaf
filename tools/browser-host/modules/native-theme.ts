import type { NativeTheme } from 'electron';
import type { CDPSession } from 'playwright';
import { createEvents } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';

export interface NativeThemeStandIn {
  nativeTheme: NativeTheme;
  /** Applies the theme to a page, now and whenever main changes it. */
  follow(cdp: CDPSession): Promise<void>;
}

/** The system is taken to be light: Chromium does not tell it before it has a page. */
export function createNativeTheme(): NativeThemeStandIn {
  const events = createEvents<NativeTheme>('nativeTheme', ['updated'], () => nativeTheme);
  const pages = new Set<CDPSession>();
  let source: NativeTheme['themeSource'] = 'system';

  const apply = (cdp: CDPSession) =>
    cdp.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: source === 'system' ? '' : source }],
    });

  const nativeTheme: NativeTheme = loud<NativeTheme>('electron.nativeTheme', {
    ...events.members,
    get shouldUseDarkColors() {
      return source === 'dark';
    },
    get themeSource() {
      return source;
    },
    set themeSource(next) {
      if (source === next) return;
      source = next;
      for (const cdp of pages) apply(cdp).catch(() => pages.delete(cdp));
      events.emit('updated');
    },
  });
  return {
    nativeTheme,
    async follow(cdp) {
      pages.add(cdp);
      await apply(cdp);
    },
  };
}
