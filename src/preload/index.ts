import { channelOf, commandNames, eventNames } from '@mytone/shared/bridge/channels.ts';
import { contextBridge, ipcRenderer } from 'electron';

const commands = commandNames.map((name) => [
  name,
  (input?: unknown) => ipcRenderer.invoke(channelOf(name), input),
]);

const events = eventNames.map((name) => [
  name,
  (listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channelOf(name), forward);
    return () => void ipcRenderer.off(channelOf(name), forward);
  },
]);

contextBridge.exposeInMainWorld('mytone', Object.fromEntries([...commands, ...events]));
