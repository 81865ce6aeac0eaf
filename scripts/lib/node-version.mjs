const oldestMajor = 20;

/**
 * Refuses a Node that is too old to set the project up: prints what to do, sets the exit code and
 * answers true. Written so that Node 12, the first that loads modules, can read it.
 * @param {string} version such as "20.20.2"
 * @returns {boolean}
 */
export function refuseOutdatedNode(version) {
  if (Number(version.split('.')[0]) >= oldestMajor) {
    return false;
  }
  console.error(
    'Node ' +
      version +
      ' is too old: install Node ' +
      oldestMajor +
      ' or newer from https://nodejs.org and run this again.',
  );
  process.exitCode = 1;
  return true;
}
