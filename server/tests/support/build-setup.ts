import { build } from '../../build.ts';

/** Tests that start the server start what production does. */
export async function setup(): Promise<void> {
  await build();
}
