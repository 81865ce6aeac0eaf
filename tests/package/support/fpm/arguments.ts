/** What electron-builder asks of fpm, the program that makes .deb and .rpm. */
export interface PackageOrder {
  readonly type: string;
  readonly options: ReadonlyMap<string, string>;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Files and folders to lay out: [from, to]. */
  readonly inputs: readonly (readonly [from: string, to: string])[];
}

const flags = new Set(['--force', '--debug']);
const known = new Set([
  ...['-s', '-t', '--architecture', '--after-install', '--after-remove', '--description'],
  ...['--version', '--package', '--name', '--maintainer', '--vendor', '--url', '--category'],
  ...['--deb-priority', '--deb-compression', '--rpm-os', '--rpm-compression', '--rpm-summary'],
  ...['--license', '--iteration', '--log'],
]);

/**
 * Reads the arguments that electron-builder 26 gives to fpm.
 * @throws on any that is not known here, so that nothing it asks for is silently left out
 */
export function readArguments(args: readonly string[]): PackageOrder {
  const options = new Map<string, string>();
  const depends: string[] = [];
  const recommends: string[] = [];
  const inputs: [string, string][] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (flags.has(argument)) {
      continue;
    }
    if (!argument.startsWith('-')) {
      const at = argument.lastIndexOf('=/');
      inputs.push([argument.slice(0, at), argument.slice(at + 1)]);
      continue;
    }
    const value = args[++index] ?? '';
    if (argument === '-d') {
      depends.push(value);
    } else if (argument === '--deb-recommends') {
      recommends.push(value);
    } else if (known.has(argument)) {
      options.set(argument, value);
    } else {
      throw new Error(`the stand-in for fpm does not know ${argument}`);
    }
  }
  return { type: options.get('-t') ?? '', options, depends, recommends, inputs };
}
