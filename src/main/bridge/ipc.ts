import type { Events } from '@mytone/shared/bridge/bridge.ts';
import {
  channelOf,
  commandNames,
  type EventName,
  eventNames,
} from '@mytone/shared/bridge/channels.ts';
import { ipcMain, type WebContents } from 'electron';
import type { Log } from '../ports.ts';
import type { Menus } from '../window/show-menus.ts';
import { type CommandHandlerDeps, createCommandHandlers } from './command-handlers.ts';
import { createCommandRunner } from './command-runner.ts';

interface BridgeDeps extends CommandHandlerDeps {
  /** The window's contents now; null while there is no window. */
  readonly getContents: () => WebContents | null;
  readonly menus: Menus;
  readonly log: Log;
}

/** Where each event comes from; an event without a source does not compile. */
type EventSources = {
  readonly [Name in EventName]: (listener: (payload: Events[Name]) => void) => unknown;
};

/** Main's side of the bridge: one channel for each command and each event, and no others. */
export function openBridge({ getContents, menus, log, ...deps }: BridgeDeps): void {
  const handlers = createCommandHandlers(deps);
  const run = createCommandRunner({ handlers, getOwnContents: getContents, log });
  for (const name of commandNames) {
    ipcMain.handle(channelOf(name), (event, input: unknown) => run(name, event, input));
  }
  const events: EventSources = {
    onAuthState: deps.session.onChange,
    onPasswordReset: deps.session.recovery.onChange,
    onAccountOffer: deps.session.account.onOffer,
    onPreferences: deps.preferences.onChange,
    onSettingsWanted: menus.onSettingsWanted,
    onProxyQuestion: deps.proxy.questions.onChange,
    onUpdateState: deps.updates.onChange,
  };
  for (const name of eventNames) {
    // Without a page nothing is lost: the next page starts with a snapshot.
    events[name]((payload) => getContents()?.send(channelOf(name), payload));
  }
}
