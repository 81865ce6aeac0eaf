import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OxlintOverride } from 'oxlint';
import packageJson from './package.json' with { type: 'json' };

/** A folder's own files and those around it: rows that begin by refusing everything allow these. */
const relative = ['!./**', '!../**'];

/** The rest of main: `src/main/auth` gets its clock and its log through ports.ts. */
const restOfMain = readdirSync(join(import.meta.dirname, 'src/main'))
  .filter((name) => name !== 'auth' && name !== 'ports.ts' && !name.endsWith('.json'))
  .map((name) => (name.endsWith('.ts') ? `**/${name}` : `**/${name}/**`));

/** The libraries of main, each with the one file or folder that uses it. */
const owners = {
  axios: 'src/main/auth/api/http',
  keytar: 'src/main/keychain.ts',
  'electron-store': 'src/main/profile/settings.ts',
  'electron-log': 'src/main/log.ts',
  'electron-updater': 'src/main/update/library',
  'jwt-decode': 'src/main/auth/tokens/access-token.ts',
  '@noble/hashes': 'src/main/auth/tokens/token-checksum.ts',
};

/** The rest of package.json; knip reports what is not in it. */
const mayBeImported = ['@mytone/shared', 'electron', 'zod', ...Object.keys(owners)];
const otherPackages = Object.keys({
  ...packageJson.dependencies,
  ...packageJson.devDependencies,
}).filter((name) => !mayBeImported.includes(name));

const electronNames =
  'ipcMain belongs to src/main/bridge/ipc.ts, contextBridge to src/preload; import others by name.';

/** Who may import what, as docs/architecture.md draws it. The linter reads this table. */
const boundaries: readonly Boundary[] = [
  {
    in: 'src/shared',
    refuse: ['**', '!zod/mini', '!./*', '!../*.ts', '!{.,..}/{account,settings}/*'],
    message: 'src/shared imports zod/mini and its own files only.',
  },
  {
    in: 'src/preload',
    refuse: ['**', '!electron', '!@mytone/shared/bridge/channels.ts'],
    message: 'The preload is one file: it imports src/shared/bridge/channels.ts and electron only.',
  },
  {
    in: 'src/preload',
    refuseNames: ['default', 'app', 'clipboard', 'nativeImage', 'shell', 'webFrame', 'webUtils'],
    message: 'The preload needs contextBridge and ipcRenderer only.',
  },
  {
    in: 'src/renderer',
    refuse: [
      ...['**', ...relative, '!@mytone/shared/**', '!react', '!react-dom/client', '!zustand'],
      ...['!zustand/vanilla', '!react-hook-form', '!@hookform/resolvers/zod', '!zod/mini'],
      ...['!@zxcvbn-ts/*', '**/main/**', '**/preload/**', '**/server/**', '**/tools/**'],
    ],
    message: 'The renderer reaches main through window.mytone and shares code through src/shared.',
  },
  {
    in: 'src/main',
    refuse: ['**/renderer/**', '**/preload/**', '**/server/**', '**/tools/**'],
    message: 'Code that both sides need belongs in src/shared.',
  },
  {
    in: 'src/main',
    refuse: ['electron/**'],
    message: "Import from 'electron': the names are checked there.",
  },
  {
    in: 'src/main/auth',
    refuse: ['electron', 'electron/**'],
    message: 'src/main/auth runs in plain Node: let src/main/index.ts pass it in.',
  },
  {
    in: 'src/main/auth',
    refuse: restOfMain,
    message: 'src/main/auth knows no other part of main: let src/main/index.ts pass it in.',
  },
  {
    in: 'src/main',
    refuse: otherPackages.flatMap((name) => [name, `${name}/**`]),
    message: 'Give the library one file that uses it, in the list of import-boundaries.ts.',
  },
  ...Object.entries(owners).map(([library, owner]) => ({
    in: 'src/main',
    refuse: [library, `${library}/**`],
    except: owner,
    message: `${library} is used in ${owner} only.`,
  })),
  {
    in: 'src/main',
    refuseNames: ['ipcMain', 'default'],
    except: 'src/main/bridge/ipc.ts',
    message: electronNames,
  },
  {
    in: 'src/main',
    refuseNames: ['contextBridge', 'ipcRenderer', 'default'],
    message: electronNames,
  },
  {
    in: 'server/src',
    refuse: [
      ...['**/src/main/**', '**/src/renderer/**', '**/src/preload/**', '**/tools/**'],
      ...['electron', 'electron/**', 'electron-*', 'keytar'],
    ],
    message: 'The server shares code with the desktop through src/shared only.',
  },
  {
    in: 'server/src',
    refuse: ['pg', 'pg/**', 'pg-*', '@electric-sql/**'],
    except: 'server/src/db',
    message: 'SQL lives in server/src/db: call one of its repositories.',
  },
  {
    in: 'tools/browser-host',
    refuse: ['**/src/**', '@mytone/**', '**/server/**'],
    message: 'The browser host stands in for Electron and knows nothing of the application.',
  },
  {
    in: 'tools/dev',
    refuse: ['**/src/**', '@mytone/**', '**/server/**'],
    message: 'npm run dev builds and runs the application and imports nothing of it.',
  },
  {
    in: 'tools/gallery',
    refuse: ['**/src/main/**', '**/src/preload/**', '**/server/**'],
    message: 'The gallery shows the renderer with a fake bridge, without main.',
  },
  {
    in: 'tools/packaging',
    refuse: ['**/src/**', '@mytone/**', '!@mytone/shared/**', '**/server/**'],
    message: 'The packaging tools share types with the application through src/shared only.',
  },
  {
    in: 'scripts',
    refuse: [
      ...['**', ...relative, '!node:*', '!node:*/*'],
      ...['**/src/**', '**/server/**', '**/tools/**', '**/tests/**'],
    ],
    message: 'The scripts run before anything is installed: built-in modules of Node only.',
  },
  zodMini('src/main'),
  zodMini('src/renderer'),
  zodMini('server/src'),
];

interface Boundary {
  /** The folder that the rule is for, with all that is in it. */
  readonly in: string;
  /** Modules that are refused there; patterns as in .gitignore. */
  readonly refuse?: readonly string[];
  /** Names that are refused there in an import from 'electron'. */
  readonly refuseNames?: readonly string[];
  /** The file or folder in it that the rule is not for. */
  readonly except?: string;
  /** What to do instead. */
  readonly message: string;
}

function zodMini(folder: string): Boundary {
  return {
    in: folder,
    refuse: ['zod', 'zod/*', '!zod/mini', '!@hookform/resolvers/zod'],
    message: 'Import zod/mini: it loads in less than half the time of zod.',
  };
}

function isIn(folder: string, place: string): boolean {
  return place === folder || place.startsWith(`${folder}/`);
}

/** The rules of one folder or file, as the linter's rule takes them. */
function rulesFor(place: string) {
  const rules = boundaries.filter(
    (rule) => isIn(rule.in, place) && !(rule.except !== undefined && isIn(rule.except, place)),
  );
  return {
    paths: rules.flatMap(({ refuseNames, message }) =>
      refuseNames === undefined
        ? []
        : [{ name: 'electron', importNames: [...refuseNames], message }],
    ),
    patterns: rules.flatMap(({ refuse, message }) =>
      refuse === undefined ? [] : [{ group: [...refuse], message }],
    ),
  };
}

/**
 * One override of the linter's configuration for each folder or file of the table. Of several
 * that fit a file the linter takes the last, so the deepest comes last and repeats the others.
 */
export const importBoundaries: OxlintOverride[] = [
  ...new Set(boundaries.flatMap((rule) => [rule.in, ...(rule.except ? [rule.except] : [])])),
]
  .toSorted((one, other) => one.length - other.length)
  .map((place) => ({
    files: [place.endsWith('.ts') ? place : `${place}/**`],
    rules: { 'no-restricted-imports': ['error', rulesFor(place)] },
  }));
