import { readFile } from 'node:fs/promises';
import { type License, licenseSchema } from '@mytone/shared/settings/licenses.ts';
import * as z from 'zod/mini';
import type { Log } from '../ports.ts';

const listSchema = z.array(licenseSchema);

/**
 * The licences that the build collected (tools/packaging/licenses/licenses.ts); empty if there is no
 * list, as during development.
 * @param path of the list, absolute
 */
export async function readLicenses(path: string, log: Log): Promise<readonly License[]> {
  try {
    return listSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    log.error('licenses.unreadable', error);
    return [];
  }
}
