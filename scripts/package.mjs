import { outdatedNodeLine } from './lib/node-version.mjs';

// Loaded afterwards: an outdated Node cannot parse the rest.
const { arch, platform, versions } = process;
const outdated = outdatedNodeLine(versions.node, platform, arch);
if (outdated === undefined) {
  const { makePackages } = await import('./lib/make-packages.mjs');
  await makePackages(process.argv.slice(2));
} else {
  console.error(outdated);
  process.exitCode = 1;
}
