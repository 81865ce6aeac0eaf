import process from 'node:process';

/** The user's languages from the environment (`fr_FR.UTF-8` → `fr-FR`), preferred first. */
export function preferredLanguages(): string[] {
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const names = [...(LANGUAGE ?? '').split(':'), LC_ALL || LC_MESSAGES || LANG || ''];
  const tags = names
    .map((name) => name.replace(/[.@].*$/, '').replaceAll('_', '-'))
    .filter((tag) => tag !== '' && tag !== 'C' && tag !== 'POSIX');
  return tags.length > 0 ? [...new Set(tags)] : ['en-US'];
}
