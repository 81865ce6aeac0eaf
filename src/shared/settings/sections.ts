/** The parts of the settings screen, in the order in which they stand. */
export const settingsSections = ['general', 'keychain', 'log', 'privacy', 'about'] as const;
export type SettingsSection = (typeof settingsSections)[number];
