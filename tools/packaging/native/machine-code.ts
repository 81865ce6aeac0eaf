const elfMachines = new Map([
  [62, 'x64'],
  [183, 'arm64'],
]);
const machOProcessors = new Map([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
]);
const peMachines = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
]);

/** How much of a file `describeMachineCode` needs: the headers of ELF, Mach-O and PE are in it. */
export const headerBytes = 4096;

/**
 * The system and processor that a native file was built for, by Node's names: "linux-x64",
 * "darwin-arm64", "win32-x64". A macOS file for several processors is "darwin-universal"; anything
 * else is "unknown".
 * @param header the first bytes of the file
 */
export function describeMachineCode(header: Buffer): string {
  if (header.length < 64) {
    return 'unknown';
  }
  if (header.readUInt32BE(0) === 0x7f454c46) {
    return nameOf('linux', elfMachines.get(header.readUInt16LE(18)));
  }
  if (header.readUInt32LE(0) === 0xfeedfacf) {
    return nameOf('darwin', machOProcessors.get(header.readUInt32LE(4)));
  }
  if (header.readUInt32BE(0) === 0xcafebabe) {
    return 'darwin-universal';
  }
  if (header.toString('latin1', 0, 2) === 'MZ') {
    const peHeader = header.readUInt32LE(60);
    if (peHeader + 6 > header.length) {
      return 'unknown';
    }
    return nameOf('win32', peMachines.get(header.readUInt16LE(peHeader + 4)));
  }
  return 'unknown';
}

function nameOf(system: string, processor: string | undefined): string {
  return processor === undefined ? 'unknown' : `${system}-${processor}`;
}
