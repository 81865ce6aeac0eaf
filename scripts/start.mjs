import { refuseOutdatedNode } from './lib/node-version.mjs';

// Loaded afterwards: the rest is written in a language that an outdated Node cannot read.
if (!refuseOutdatedNode(process.versions.node)) {
  import('./lib/start.mjs').then(({ start }) => start(process.argv.slice(2)));
}
