import { refuseOutdatedNode } from './lib/node-version.mjs';

// Loaded afterwards: the rest is written in a language that an outdated Node cannot read.
if (!refuseOutdatedNode(process.versions.node)) {
  import('./lib/test.mjs').then(({ test }) => test(process.argv.slice(2)));
}
