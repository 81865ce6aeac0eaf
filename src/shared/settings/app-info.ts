/** Systems whose keychains have a name of their own. */
export type System = 'windows' | 'mac' | 'linux';

/** Facts about the application that the renderer shows. */
export interface AppInfo {
  readonly version: string;
  /** Origin of the API that this copy talks to, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
  /** The system's locale for dates and numbers, a BCP 47 tag; its region may differ from the language. */
  readonly systemLocale: string;
  readonly system: System;
  /** What this copy runs on, by name: Electron, Chromium, Node and the operating system. */
  readonly runtime: readonly { readonly name: string; readonly version: string }[];
  /** The profile's folder, where everything that is not secret is kept. */
  readonly profileFolder: string;
  /** The system prefers Traditional Chinese, which MyTone does not speak, and nothing was chosen. */
  readonly asksForLanguage: boolean;
}
