import { headerBytes } from '../../../../../tools/packaging/native/machine-code.ts';

/** The start of a Linux file for the processor with this number. */
export function elf(machine: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(0x7f454c46, 0);
  header.writeUInt16LE(machine, 18);
  return header;
}

/** The start of a macOS file for one processor. */
export function machO(processor: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(processor, 4);
  return header;
}

/** The start of a macOS file for several processors. */
export function universalMachO(): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(0xcafebabe, 0);
  return header;
}

/** The start of a Windows file. */
export function pe(machine: number, peHeader = 128): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('MZ', 0, 'latin1');
  header.writeUInt32LE(peHeader, 60);
  header.writeUInt16LE(machine, 132);
  return header;
}
