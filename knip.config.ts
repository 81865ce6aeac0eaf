import type { KnipConfig } from 'knip';

/** What nobody imports but something starts or reads. */
const config: KnipConfig = {
  // Used in their own file; an interface of an exported function may stay exported.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Programs of the system, which scripts/lib/install/system-packages.mjs brings; the API's benchmark
  // asks for wrk.
  ignoreBinaries: [
    'mount',
    'umount',
    'dbus-daemon',
    'gnome-keyring-daemon',
    'dpkg-deb',
    'rpmbuild',
    'openssl',
    'gpg',
    'gpgconf',
    'osslsigncode',
    'systemd-analyze',
    'wrk',
  ],
  workspaces: {
    '.': {
      entry: [
        'scripts/*.mjs',
        'tools/browser-host/main.ts',
        'tools/packaging/{after-extract,after-pack,electron/fetch-electron}.ts',
        'tools/dev/main.ts',
        'tests/**/*.{test,spec}.{ts,tsx}',
        'tests/*/playwright.config.ts',
        'tests/e2e-{postgres/start-postgres,packed/pack-app,installed/make-packages}.ts',
        'tests/package/support/{fpm/main,launch-packed}.ts',
        'tests/page/build-gallery.ts',
        'tests/bench/empty-app/main.mjs',
        'tests/support/app/record-ipc.cjs',
        'tests/**/*-process.ts',
        'tests/integration/browser-host/fixture-app/**',
      ],
      project: ['src/{main,preload,renderer}/**', 'tools/**', 'scripts/**', 'tests/**'],
      ignoreDependencies: ['@fontsource-variable/inter', 'pg'],
    },
    'src/shared': { entry: ['**/*.ts'], includeEntryExports: true },
    server: {
      entry: [
        'src/main.mjs',
        'src/accounts/passwords/hash-worker.mjs',
        'tests/**/*.test.ts',
        'bench/**/*.ts',
      ],
      // The tests run it in a process of its own, and compile what it writes.
      ignoreDependencies: ['swagger-ui-dist', 'openapi-fetch', 'openapi-typescript'],
      ignore: ['tests/clients/{openapi-fetch,hey-api,orval}.ts'],
    },
  },
};

export default config;
