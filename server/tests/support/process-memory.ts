import { readFileSync, writeFileSync } from 'node:fs';

function field(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) {
    throw new Error(`Linux does not say how much memory process ${pid} takes`);
  }
  return Number(kilobytes) / 1024;
}

/** Resident memory of a process, MiB. On Linux only, as its other functions. */
export const residentMemory = (pid: number): number => field(pid, 'VmRSS');

/** The most there was since the start of the process, or since `forgetPeak`, MiB. */
export const peakMemory = (pid: number): number => field(pid, 'VmHWM');

/** Lets the kernel count the peak from now on. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
