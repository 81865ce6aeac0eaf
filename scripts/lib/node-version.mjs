const oldestMajor = 20;

/**
 * What to tell someone whose Node is too old to set the project up; undefined where it is not.
 * Written so that Node 12, the first that loads modules without a flag, can read it.
 * @param {string} version such as "20.20.2"
 * @returns {string | undefined}
 */
export function outdatedNodeLine(version) {
  return Number(version.split('.')[0]) >= oldestMajor
    ? undefined
    : `Node ${version} is too old: install Node ${oldestMajor} or newer from https://nodejs.org and run this again.`;
}
