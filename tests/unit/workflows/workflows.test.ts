import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'runs-on'?: string;
  readonly defaults?: { readonly run: { readonly shell: string } };
  /** Absent where the job runs another workflow of this repository. */
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(import.meta.dirname, '../../../.github/workflows');

describe.each(readdirSync(folder))('the workflow %s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const { permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  it("agrees with GitHub's schema", () => {
    // The validator's copy of the schema is older than this permission.
    const known = text.replace(/^ *attestations: write\n/gm, '');
    expect(validateWorkflow(known).errors).toEqual([]);
  });

  it('may only read the code, unless a job asks for more', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
  });

  it('names every action by its digest, with the version beside it', () => {
    const uses = (text.match(/uses: .*$/gm) ?? []).filter((line) => !line.includes(' ./'));
    expect(uses).not.toEqual([]);
    for (const line of uses) {
      expect(line).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('leaves no credentials in the checked-out code', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) {
      expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('passes options to scripts in bash only, because PowerShell may drop the "--"', () => {
    for (const { 'runs-on': system, defaults, steps: own = [] } of Object.values(jobs)) {
      const shells = own
        .filter(({ run }) => run?.includes(' -- '))
        .map(({ shell }) => shell ?? defaults?.run.shell ?? system);
      for (const shell of shells) {
        expect(shell).toMatch(/^(bash|ubuntu-[\w.]+)$/);
      }
    }
  });

  it.runIf(process.platform === 'linux')('has steps that a shell can read', () => {
    for (const { run, shell = 'bash' } of steps) {
      if (run === undefined || shell !== 'bash') {
        continue;
      }
      // An expression of GitHub's is replaced before a shell sees it.
      const input = run.replace(/\$\{\{.*?\}\}/g, 'value');
      expect(spawnSync('bash', ['-n'], { input, encoding: 'utf8' }).stderr).toBe('');
    }
  });
});
