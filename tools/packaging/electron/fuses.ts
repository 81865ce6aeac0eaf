import {
  FuseState,
  FuseV1Options,
  FuseVersion,
  flipFuses,
  getCurrentFuseWire,
} from '@electron/fuses';

/**
 * Every fuse of Electron, with its state in our packages. The types require every fuse that
 * @electron/fuses knows, and `setFuses` refuses a binary that has more.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const fuses: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false,
  // No cookie is ever stored, and encrypting cookies would ask the keychain for a key of Chromium.
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * Sets every fuse of a packed Electron and reads them back. It runs before signing, because it
 * changes the binary.
 * @param electron its executable; on macOS the .app
 * @throws if the binary has fuses that are not listed above, or one could not be set
 */
export async function setFuses(electron: string): Promise<void> {
  await flipFuses(electron, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...fuses,
  });
  const wrong = wrongFuses(await readFuses(electron));
  if (wrong.length > 0) {
    throw new Error(`fuses without their state: ${wrong.join(', ')}`);
  }
}

/** The fuses of a packed Electron, one entry for each in its binary. */
export async function readFuses(electron: string): Promise<Map<number, FuseState>> {
  const { version: _, ...wire } = await getCurrentFuseWire(electron);
  return new Map(Object.entries(wire).map(([index, state]) => [Number(index), Number(state)]));
}

/** Names of the fuses that differ from `fuses`; a number if the fuse has no name yet. */
export function wrongFuses(found: ReadonlyMap<number, FuseState>): string[] {
  const wanted = new Map(Object.entries(fuses).map(([index, on]) => [Number(index), on]));
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((index) => {
      const on = wanted.get(index);
      return on === undefined || found.get(index) !== (on ? FuseState.ENABLE : FuseState.DISABLE);
    })
    .map((index) => FuseV1Options[index] ?? `fuse ${index}`);
}
