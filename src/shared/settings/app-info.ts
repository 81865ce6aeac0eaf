/** Systems, each of which has its own name for the keychain. */
export type System = 'windows' | 'mac' | 'linux';

/** Information about the application that the renderer shows. */
export interface AppInfo {
  readonly version: string;
  /** Origin of the API that this copy talks to, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
  /** The system's locale for dates and numbers, a BCP 47 tag; its region may differ from the language. */
  readonly systemLocale: string;
  readonly system: System;
  /** The versions of what this copy runs on: Electron, Chromium, Node and the operating system. */
  readonly runtime: readonly { readonly name: string; readonly version: string }[];
  /** The folder of the profile, where everything that is not secret is stored. */
  readonly profileFolder: string;
  /** The system prefers Traditional Chinese, which MyTone does not have, and no language was chosen. */
  readonly asksForLanguage: boolean;
}
