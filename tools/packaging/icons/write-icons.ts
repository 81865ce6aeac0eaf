import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawIcons } from './icons.ts';

const resources = join(import.meta.dirname, '../../../resources');

// `npm run icons`: run it after a change of icon.svg. A test fails if the icons are outdated.
for (const [name, content] of drawIcons(readFileSync(join(resources, 'icon.svg'), 'utf8'))) {
  mkdirSync(dirname(join(resources, name)), { recursive: true });
  writeFileSync(join(resources, name), content);
}
