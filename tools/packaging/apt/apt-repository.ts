import { createHash } from 'node:crypto';

/** A package as the repository lists it. */
export interface RepositoryPackage {
  /** The fields of its control file, as text: "Package: mytone-desktop\nVersion: …". */
  readonly control: string;
  /** Below the repository's root: "pool/mytone-desktop_0.1.0_amd64.deb". */
  readonly path: string;
  readonly content: Buffer;
}

/** The paths of a suite's indexes, as apt requests them. */
export const suite = 'stable';
const component = 'main';

const hash = (algorithm: string, content: Buffer | string) =>
  createHash(algorithm).update(content).digest('hex');

/**
 * The lists of an apt repository by their paths below its root: `Packages` for each architecture,
 * and `Release`, which contains their hashes and must be signed.
 * https://wiki.debian.org/DebianRepository/Format
 * @param packages all packages in it, including older versions
 * @param now when the repository is made
 */
export function createAptLists(
  packages: readonly RepositoryPackage[],
  now: Date,
): Map<string, string> {
  const architectures = [...new Set(packages.map(architectureOf))].toSorted();
  const lists = new Map(
    architectures.map((architecture) => [
      `${component}/binary-${architecture}/Packages`,
      packages
        .filter((entry) => architectureOf(entry) === architecture)
        .map(describePackage)
        .join('\n'),
    ]),
  );
  const release = [
    'Origin: MyTone',
    'Label: MyTone',
    `Suite: ${suite}`,
    `Codename: ${suite}`,
    `Date: ${now.toUTCString().replace('GMT', 'UTC')}`,
    `Architectures: ${architectures.join(' ')}`,
    `Components: ${component}`,
    'SHA256:',
    ...[...lists].map(
      ([path, text]) => ` ${hash('sha256', text)} ${Buffer.byteLength(text)} ${path}`,
    ),
  ];
  return new Map([
    ...[...lists].map(([path, text]) => [`dists/${suite}/${path}`, text] as const),
    [`dists/${suite}/Release`, `${release.join('\n')}\n`],
  ]);
}

function architectureOf({ control, path }: RepositoryPackage): string {
  const architecture = /^Architecture: (\S+)$/m.exec(control)?.[1];
  if (architecture === undefined) {
    throw new Error(`${path} does not name its architecture`);
  }
  return architecture;
}

function describePackage({ control, path, content }: RepositoryPackage): string {
  return [
    control.trim(),
    `Filename: ${path}`,
    `Size: ${content.length}`,
    `SHA256: ${hash('sha256', content)}`,
    '',
  ].join('\n');
}
