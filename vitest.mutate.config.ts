import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A run stops at the first test that fails: the unit tests take milliseconds, and go first. */
class UnitTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isUnit = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/unit/');
    return files.toSorted((a, b) => Number(isUnit(b)) - Number(isUnit(a)));
  }
}

// What `npm run mutate` asks of each mutant: the engine's tests but for those that take seconds.
export default defineConfig({
  test: {
    include: ['tests/{scenarios,unit/main/auth}/**/*.test.ts'],
    exclude: [
      'tests/scenarios/sockets/**',
      '**/random-histories.test.ts',
      '**/server-down.test.ts',
    ],
    // The engine keeps nothing between tests: its modules are loaded once a run, not once a file.
    isolate: false,
    sequence: { sequencer: UnitTestsFirst },
  },
});
