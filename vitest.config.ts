import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,scenarios,explore}/**/*.test.{ts,tsx}'],
          // Some tests load a large library: no limit that a busy machine could miss.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      {
        test: {
          name: 'package',
          include: ['tests/package/*.test.ts'],
          // electron-builder packs in these tests.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'package-linux',
          include: ['tests/package/linux/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/tests/**/*.test.ts'],
          exclude: ['server/tests/distributed/**'],
          globalSetup: [
            'server/tests/support/build-setup.ts',
            'server/tests/support/postgres/postgres-setup.ts',
            'server/tests/support/pglite-setup.ts',
          ],
          // Databases start in these tests: no limit that a busy machine could miss.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'distributed',
          include: ['server/tests/distributed/*.test.ts'],
          globalSetup: [
            'server/tests/support/build-setup.ts',
            'server/tests/support/postgres/postgres-setup.ts',
          ],
          // Databases fail over in these, under load.
          testTimeout: 1_200_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
