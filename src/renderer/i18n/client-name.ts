import type { FullTranslate } from './translate.ts';

/** The first match counts: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const programs: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/MyTone\/|Electron\//, 'MyTone'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/okhttp|Dalvik/i, 'MyTone'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Android|okhttp|Dalvik/i, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh|darwin/i, 'macOS'],
  [/Linux|X11/i, 'Linux'],
];

const longestName = 60;

function find(list: typeof programs, client: string): string | undefined {
  return list.find(([pattern]) => pattern.test(client))?.[1];
}

/**
 * The name of a device, from the name that its program sent (usually a browser's `User-Agent`):
 * "Firefox on Windows". An unknown program is shown as it was sent, cut to 60 characters.
 */
export function clientName(t: FullTranslate, client: string | null): string {
  const given = client?.trim() ?? '';
  if (given === '') {
    return t('account.unknownDevice');
  }
  const program = find(programs, given);
  const system = find(systems, given);
  if (program !== undefined && system !== undefined) {
    return t('account.programOnSystem', { program, system });
  }
  return program ?? system ?? [...given].slice(0, longestName).join('');
}
