const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bridge', {
  version: 3,
  nested: { list: [1, { deep: true }] },
  echo: (...values) => ipcRenderer.invoke('echo', ...values),
  invoke: (channel) => ipcRenderer.invoke(channel),
  add: (first, second) => first + second,
  callTwice: (callback) => [callback(1), callback(2)],
  throwError: () => {
    throw new TypeError('from the preload');
  },
  onTold(listener) {
    const forward = (_event, value) => listener(value);
    ipcRenderer.on('told', forward);
    return () => void ipcRenderer.off('told', forward);
  },
  tellMe: (value) => ipcRenderer.send('tell-me', value),
  returnSymbol: () => Symbol('no'),
  unknownMember: () => ipcRenderer.postMessage('channel', {}),
  otherModule: () => require('node:fs'),
});
window.preloadRan = true;
