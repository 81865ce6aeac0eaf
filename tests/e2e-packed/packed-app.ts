import { join } from 'node:path';
import { root } from '../support/project.ts';

/** Where the packed application of these specs lies. */
export const packedFolder = join(root, 'node_modules', '.cache', 'packed-app');
export const packedExecutable = join(packedFolder, 'dist', 'linux-unpacked', 'mytone-desktop');
