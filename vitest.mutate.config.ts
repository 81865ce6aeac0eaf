import { defineConfig } from 'vitest/config';

// What `npm run mutate` asks of each mutant: the engine's tests but for those that take seconds.
export default defineConfig({
  test: {
    include: ['tests/{scenarios,unit/main/auth}/**/*.test.ts'],
    exclude: ['**/random-histories.test.ts', '**/server-down.test.ts', '**/transitions.test.ts'],
  },
});
