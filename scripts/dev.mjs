import { outdatedNodeLine } from './lib/node-version.mjs';

// Loaded afterwards: an outdated Node cannot parse the rest.
const { arch, platform, versions } = process;
const outdated = outdatedNodeLine(versions.node, platform, arch);
if (outdated === undefined) {
  void import('./lib/app/dev-app.mjs').then(({ dev }) => dev(process.argv.slice(2)));
} else {
  console.error(outdated);
  process.exitCode = 1;
}
