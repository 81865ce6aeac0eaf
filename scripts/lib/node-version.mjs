/** The version that the project needs: the caller's own Node is used from this one on. */
export const newMajor = 24;

/** The systems for which package.json names an npm package that brings Node 24. */
const broughtFor = ['linux x64', 'linux arm64', 'win32 x64'];

/** The oldest Node that can run the set-up, on systems where npm installs Node 24. */
const oldestMajor = 20;

/**
 * The message for a Node that is too old to set the project up; undefined if it is new enough.
 * Written so that Node 12, the first that loads modules without a flag, can read it.
 * @param {string} version such as "20.20.2"
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 * @returns {string | undefined}
 */
export function outdatedNodeLine(version, platform, arch) {
  const needed = broughtFor.includes(`${platform} ${arch}`) ? oldestMajor : newMajor;
  return Number(version.split('.')[0]) >= needed
    ? undefined
    : `Node ${version} is too old: install Node ${newMajor} or newer from https://nodejs.org and run this again.`;
}
