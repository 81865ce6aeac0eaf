import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.mjs';

const usage = 'npm run package -- [--release] [--electron ZIP]';

/**
 * Reads the options after `npm run package --`. Throws a refusal that says what is wrong.
 * @param {readonly string[]} args
 * @returns {{ release: boolean, electron: string | undefined }} electron: the path of an archive that
 *   was downloaded before
 */
export function readPackageOptions(args) {
  const { release = false, electron } = parse(args);
  if (electron !== undefined && !(electron.endsWith('.zip') && existsSync(electron))) {
    throw new Refusal(`--electron must name Electron's archive, a .zip file. Usage: ${usage}`);
  }
  return { release, electron };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    const options = /** @type {const} */ ({
      release: { type: 'boolean' },
      electron: { type: 'string' },
    });
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new Refusal(`${sentence}. Usage: ${usage}`);
  }
}

/** The secrets that sign a release, by system; Linux packages are signed by their repository. */
const signingVariables = /** @type {const} */ ({
  darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
});

/**
 * Why a release cannot be made here, in one line; undefined if it can.
 * @param {object} facts
 * @param {NodeJS.Platform} facts.platform
 * @param {NodeJS.ProcessEnv} facts.env GITHUB_REF_NAME: the tag that the release workflow runs for
 * @param {string} facts.configuration the text of electron-builder.yml
 * @param {string} facts.trust the text of src/main/update/release-trust.ts
 * @param {string} facts.version in package.json
 */
export function findReleaseProblem({ platform, env, configuration, trust, version }) {
  const tag = env['GITHUB_REF_NAME'];
  if (tag !== undefined && tag !== `v${version}`) {
    return `The tag ${tag} is not that of version ${version} in package.json.`;
  }
  if (/@[\w.-]+\.example\b/.test(configuration)) {
    return 'electron-builder.yml names an address for people in the domain .example: put a real one there.';
  }
  if (/\.example\b/.test(configuration + trust)) {
    return 'electron-builder.yml and src/main/update/release-trust.ts look for updates in the domain .example: put the real address there.';
  }
  // How the public keys begin that `npm run release-key` prints.
  if (!trust.includes("'MCowBQYDK2VwAyEA")) {
    return 'src/main/update/release-trust.ts has no key for releases: see "Updates" in docs/release.md.';
  }
  const variables = platform === 'darwin' || platform === 'win32' ? signingVariables[platform] : [];
  const missing = variables.filter((name) => !env[name]);
  return missing.length === 0
    ? undefined
    : `A release must be signed, and ${missing.join(', ')} is not set: see docs/release.md.`;
}
