import { commandChannels, eventChannels } from '@mytone/shared/bridge-channels.ts';
import { contextBridge, ipcRenderer } from 'electron';

const commands = Object.entries(commandChannels).map(([name, channel]) => [
  name,
  (input?: unknown) => ipcRenderer.invoke(channel, input),
]);

const events = Object.entries(eventChannels).map(([name, channel]) => [
  name,
  (listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.off(channel, forward);
  },
]);

contextBridge.exposeInMainWorld('mytone', Object.fromEntries([...commands, ...events]));
