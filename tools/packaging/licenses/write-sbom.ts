import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { collectLicenses } from './licenses.ts';
import { createSbom } from './sbom.ts';

const root = join(import.meta.dirname, '../../..');
const Application = z.object({ name: z.string(), version: z.string(), license: z.string() });
const Electron = z.object({ version: z.string() });
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

// `npm run sbom`: writes the list of what the last build's packages contain next to them.
const application = Application.parse(readJson('package.json'));
const electron = Electron.parse(readJson('node_modules/electron/package.json'));
const sbom = createSbom(application, electron.version, collectLicenses(root));
const file = `dist/mytone-desktop-${application.version}.cdx.json`;
writeFileSync(join(root, file), `${JSON.stringify(sbom, null, 2)}\n`);
