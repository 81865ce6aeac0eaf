import { expect, test } from 'vitest';
import { createWebPreferences } from '../../../../src/main/window/web-preferences.ts';

test('a page has a sandbox and context isolation, and no other permission', () => {
  expect(createWebPreferences('/preload.cjs', true)).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    devTools: false,
  });
});

test('the web preferences cannot be changed', () => {
  expect(Object.isFrozen(createWebPreferences('/preload.cjs', true))).toBe(true);
});

test('developer tools are available only while developing', () => {
  expect(createWebPreferences('/preload.cjs', false).devTools).toBe(true);
});
