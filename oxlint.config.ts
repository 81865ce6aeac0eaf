import { defineConfig } from 'oxlint';
import { importBoundaries } from './import-boundaries.ts';

export default defineConfig({
  plugins: ['typescript', 'import', 'oxc'],
  // Biome has the rules that need no types; here are those that do, and those it lacks.
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: [
    'out',
    'release',
    'test-results',
    'docs',
    // The types they import are there only once a generator has run.
    'server/tests/clients/{openapi-fetch,hey-api,orval}.ts',
  ],
  rules: {
    curly: ['error', 'all'],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'typescript/no-floating-promises': 'error',
    // React ignores what an event handler returns.
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    'typescript/no-unnecessary-condition': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': [
      'error',
      { allowThrowingUnknown: true, allowThrowingAny: true },
    ],
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/no-deprecated': 'error',
    // Our objects are closures without `this`, so their methods may be passed on.
    'typescript/unbound-method': 'off',
    // The length of a password is counted in code points.
    'typescript/no-misused-spread': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/require-array-sort-compare': 'off',
    // Biome's noUnusedVariables and the compiler say the same.
    'no-unused-vars': 'off',
  },
  overrides: [
    ...importBoundaries,
    {
      // Tests assert on JSON whose shape they state themselves.
      files: ['**/tests/**', '**/bench/**'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
      },
    },
    {
      // It stands in for all of Electron, deprecated members too.
      files: ['tools/browser-host/**'],
      rules: { 'typescript/no-deprecated': 'off' },
    },
  ],
});
