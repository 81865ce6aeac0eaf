import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../support/project.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly 'working-directory'?: string;
}

interface Job {
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly steps: readonly Step[];
}

/** Runs the shell steps of a workflow, each test in an empty folder of its own. Call once a file. */
export function stepsOf(workflow: string) {
  const { jobs } = parse(readFileSync(join(root, '.github', 'workflows', workflow), 'utf8')) as {
    readonly jobs: Readonly<Record<string, Job>>;
  };
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mytone-step-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  return {
    folder: () => folder,
    /** A program of the runner that this machine may not have: notes its call, then does `script`. */
    stub(name: string, script = ''): void {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/bash\necho "${name} $*" >> "${folder}/calls"\n${script}\n`);
      chmodSync(path, 0o755);
    },
    calls: (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'),
    /**
     * Runs one step with the shell that GitHub takes for it.
     * @param which the step's name, or a part of its script
     * @returns the exit code
     */
    runStep(job: string, which: string, env: Readonly<Record<string, string>> = {}) {
      const { steps = [], defaults } = jobs[job] ?? {};
      const step = steps.find(({ name, run }) => name === which || run?.includes(which));
      const shell = step?.shell ?? defaults?.run.shell;
      const strict = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
      const { status } = spawnSync('bash', [...strict, '-c', step?.run ?? 'exit 99'], {
        cwd: join(folder, step?.['working-directory'] ?? '.'),
        env: { PATH: `${folder}${delimiter}${process.env['PATH']}`, ...env },
      });
      return status;
    },
  };
}
