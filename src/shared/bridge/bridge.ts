import type { AccountOffer } from '../account/account.ts';
import type { PasswordReset } from '../account/password-reset.ts';
import type { AuthState } from '../auth-state.ts';
import type { Preferences } from '../preferences.ts';
import type { ProxyQuestion } from '../proxy.ts';
import type { SettingsSection } from '../settings/sections.ts';
import type { UpdateState } from '../update-state.ts';
import type { CommandName, EventName } from './channels.ts';
import type { Answer, Commands, InputOf } from './commands.ts';

/** The payloads of main's events, by name. */
export interface Events {
  readonly onAuthState: AuthState;
  readonly onPasswordReset: PasswordReset;
  readonly onAccountOffer: AccountOffer;
  readonly onPreferences: Preferences;
  /** The user chose "Settings" or "About" in the menu, or pressed the shortcut. */
  readonly onSettingsWanted: SettingsSection;
  /** Null after the question was answered. */
  readonly onProxyQuestion: ProxyQuestion | null;
  readonly onUpdateState: UpdateState;
}

type Invoke<Name extends CommandName> =
  InputOf<Commands[Name]> extends undefined
    ? () => Promise<Answer<Name>>
    : (input: InputOf<Commands[Name]>) => Promise<Answer<Name>>;

/** The listener gets a clone of the payload and no event object. Returns "unsubscribe". */
type Subscribe<Name extends EventName> = (listener: (payload: Events[Name]) => void) => () => void;

/** The complete type of `window.mytone`. */
export type Bridge = {
  readonly [Name in CommandName]: Invoke<Name>;
} & {
  readonly [Name in EventName]: Subscribe<Name>;
};
