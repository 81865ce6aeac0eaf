import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createFeed, findFeedProblems, isSignedBy } from './feed.ts';
import { publicKeyOf, readReleaseKey } from './release-key.ts';
import { parsePublicKey, readTrustedKeys } from './trusted-keys.ts';

const usage =
  'usage: npm run sign-release -- --packages FOLDER --feed FOLDER [--key FILE]… [--rollout PERCENT] [--check]\n';

const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    feed: { type: 'string' },
    key: { type: 'string', multiple: true, default: [] },
    rollout: { type: 'string', default: '100' },
    check: { type: 'boolean', default: false },
  },
});
const rollout = Number(values.rollout);
if (!values.packages || !values.feed || !(rollout >= 0 && rollout <= 100)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const problems = values.check
    ? await check(values.packages, values.feed)
    : await signPackages(values.packages, values.feed);
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Writes the feed; the keys come from files, or from MYTONE_RELEASE_KEY as text. */
async function signPackages(packages: string, feed: string): Promise<string[]> {
  const { MYTONE_RELEASE_KEY: ofEnvironment } = process.env;
  const texts = values.key.map((file) => readFileSync(file, 'utf8'));
  const keys = [...texts, ...(ofEnvironment ? [ofEnvironment] : [])].map(readReleaseKey);
  const trusted = readTrustedKeys();
  if (!keys.some((key) => trusted.includes(publicKeyOf(key)))) {
    return [
      keys.length === 0
        ? 'There is no key: name its file with --key, or put its text into MYTONE_RELEASE_KEY.'
        : 'The application does not know the key: src/main/update/release-trust.ts lists those that it does.',
    ];
  }
  mkdirSync(feed, { recursive: true });
  const options = { packages, keys, channel: 'latest', rollout };
  for (const [name, text] of await createFeed(options)) {
    writeFileSync(join(feed, name), text);
  }
  return check(packages, feed);
}

function check(packages: string, feed: string): Promise<string[]> {
  const trusted = readTrustedKeys().map(parsePublicKey);
  return findFeedProblems(feed, packages, (text, signatures) =>
    isSignedBy(trusted, text, signatures),
  );
}
