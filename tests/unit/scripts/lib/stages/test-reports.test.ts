import { describe, expect, it } from 'vitest';
import {
  judge,
  readPlaywrightReport,
  readVitestReport,
  summarize,
} from '../../../../../scripts/lib/stages/test-reports.mjs';

describe('readVitestReport', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
    ],
  };

  it('counts tests, and tests to do as skipped', () => {
    expect(readVitestReport(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('counts a file that fails outside its tests', () => {
    const crashed = { status: 'failed', assertionResults: [] };
    const testResults = [...report.testResults, crashed];
    expect(readVitestReport({ ...report, testResults }).failed).toBe(2);
  });
});

describe('readPlaywrightReport', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };

  it('counts a test that needed a second try as failed', () => {
    expect(readPlaywrightReport({ stats, errors: [] })).toEqual({
      passed: 7,
      failed: 2,
      skipped: 2,
    });
  });

  it('counts errors outside the tests', () => {
    expect(readPlaywrightReport({ stats, errors: [{}] }).failed).toBe(3);
  });
});

describe('judge', () => {
  it('accepts a report that agrees with the exit code', () => {
    const counts = { passed: 3, failed: 1, skipped: 1 };
    expect(judge(1, counts)).toEqual(counts);
  });

  it.each([
    ['crashes before its report', 139, undefined],
    ['ends well without a report', 0, undefined],
    ['runs no test', 0, { passed: 0, failed: 0, skipped: 4 }],
    ['fails although every test passed', 1, { passed: 9, failed: 0, skipped: 0 }],
  ])('counts one failure when a runner %s', (_what, code, counts) => {
    expect(judge(code, counts).failed).toBe(1);
  });
});

describe('summarize', () => {
  it('is the closing line', () => {
    expect(summarize({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  it('names skipped tests if there are any', () => {
    expect(summarize({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });
});
