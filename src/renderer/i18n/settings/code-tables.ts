import type { OfflineCause, SignOutReason } from '@mytone/shared/auth-state.ts';
import type { System } from '@mytone/shared/settings/app-info.ts';
import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { ShortcutGroup, ShortcutName } from '@mytone/shared/settings/shortcuts.ts';
import type { Theme } from '@mytone/shared/themes.ts';

/** The closed sets of codes that the settings show: each needs words in every language. */
export interface SettingsCodeTables {
  readonly sections: Readonly<Record<SettingsSection, string>>;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly shortcuts: Readonly<Record<string, unknown>> & {
    readonly groups: Readonly<Record<ShortcutGroup, string>>;
    readonly names: Readonly<Record<ShortcutName, string>>;
  };
  readonly keychainNames: Readonly<Record<System, string>>;
  readonly keychainTests: Readonly<Record<KeychainTest, string>>;
  /** The log also shows causes that end neither a link nor a session. */
  readonly log: Readonly<Record<string, unknown>> & {
    readonly causes: Readonly<Record<string, string>> &
      Readonly<Record<OfflineCause | SignOutReason, string>>;
  };
}
