window.bridgeAtFirstScript = typeof window.bridge?.add;
window.frozenByFirstScript = Object.isFrozen(window.bridge.nested.list);
