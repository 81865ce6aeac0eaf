// Loaded by Electron before the application (`-r`): records every payload that crosses the bridge.
const { app, ipcMain } = require('electron');

const payloads = [];
globalThis.__ipcPayloads = payloads;
const note = (direction, channel, value) =>
  payloads.push({ direction, channel, payload: String(JSON.stringify(value)) });

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) =>
  handle(channel, async (event, ...args) => {
    note('to-main', channel, args);
    const value = await handler(event, ...args);
    note('to-page', channel, value);
    return value;
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...args) => {
    note('to-page', channel, args);
    send(channel, ...args);
  };
});
