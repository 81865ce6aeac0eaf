import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawIcons } from './icons.ts';

const resources = join(import.meta.dirname, '../../../resources');

// `npm run icons`: draws them after icon.svg was changed. A test says when it is due.
for (const [name, content] of drawIcons(readFileSync(join(resources, 'icon.svg'), 'utf8'))) {
  mkdirSync(dirname(join(resources, name)), { recursive: true });
  writeFileSync(join(resources, name), content);
}
