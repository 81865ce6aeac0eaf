/** The sections of the settings screen, in their order. */
export const settingsSections = [
  'general',
  'shortcuts',
  'keychain',
  'log',
  'privacy',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];
