import type { Translate } from './translate.ts';

/** The first that fits: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
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
 * A device by the name that its program gave (a browser's `User-Agent`, as a rule): "Firefox on
 * Windows"; what is not known is shown as it came, cut to 60 characters.
 */
export function clientName(t: Translate, client: string | null): string {
  const given = client?.trim() ?? '';
  if (given === '') {
    return t('account.unknownDevice');
  }
  const program = find(programs, given);
  const system = find(systems, given);
  if (program !== undefined && system !== undefined) {
    return t('account.programOnSystem', { program, system });
  }
  return program ?? system ?? given.slice(0, longestName);
}
