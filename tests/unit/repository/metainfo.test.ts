import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../support/project.ts';

const metainfo = readFileSync(join(root, 'resources/linux/com.mytone.MyTone.metainfo.xml'), 'utf8');
const { version, desktopName, license } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

it("the metainfo lists package.json's version as its first release", () => {
  expect(/<release version="([^"]+)"/.exec(metainfo)?.[1]).toBe(version);
});

it('the metainfo names the menu entry, which is named after the window', () => {
  expect(metainfo).toContain(`<launchable type="desktop-id">${desktopName}</launchable>`);
  expect(`${/<id>([^<]+)<\/id>/.exec(metainfo)?.[1]}.desktop`).toBe(desktopName);
});

it("the metainfo names package.json's licence", () => {
  expect(metainfo).toContain(`<project_license>${license}</project_license>`);
});
