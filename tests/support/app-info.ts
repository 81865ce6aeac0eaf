import type { AppInfo } from '@mytone/shared/settings/app-info.ts';

/** A copy of the application as it describes itself. */
export const appInfo: AppInfo = {
  version: '1.2.3',
  apiOrigin: 'https://api.example.com',
  systemLocale: 'fr-FR',
  system: 'linux',
  runtime: [{ name: 'Electron', version: '45.4.1' }],
  profileFolder: '/home/jean/.config/MyTone',
  asksForLanguage: false,
};
