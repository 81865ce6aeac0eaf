import type { Page } from 'playwright';
import type { Program } from '../child-process.ts';

/** What `electron` is to main; the functions given to `evaluate` get it as their first argument. */
export type ElectronModule = typeof import('electron');

export interface LaunchOptions {
  /** The application's folder. */
  folder: string;
  /** Its user-data folder. */
  profile: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** One payload that crossed between main and a page. */
export interface IpcPayload {
  direction: 'to-main' | 'to-page';
  channel: string;
  /** As text; every string in it can be searched for. */
  payload: string;
}

/** The application, running, the same to a test whether in Electron or in the browser host. */
export interface RunningApp extends Program {
  /** The page of its first window. */
  readonly page: Page;
  /**
   * Runs a function in main. Argument and result are sent as JSON; the function cannot use anything
   * else of the test.
   */
  evaluate<Result, Argument>(
    act: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Quits it as its user would, and resolves once it has ended. */
  quit(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Everything that crossed the bridge so far. */
  ipcPayloads(): Promise<IpcPayload[]>;
}

export interface Runtime {
  /** For the report: "browser host (Chromium 156.0.8078.79)". */
  readonly name: string;
  /** Starts a copy and does not wait for its window: for copies that refuse to start. */
  spawn(options: LaunchOptions): Program;
  /** @param onStarted is called before the program has a window, even if it never opens one */
  launch(options: LaunchOptions, onStarted?: (program: Program) => void): Promise<RunningApp>;
}
