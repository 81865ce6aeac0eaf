import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../support/project.ts';

const Step = z.object({
  run: z.string().optional(),
  uses: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const Job = z.object({
  needs: z.string().optional(),
  environment: z.string().optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])),
  'timeout-minutes': z.number(),
  strategy: z.object({ matrix: z.object({ runner: z.array(z.string()) }) }).optional(),
  steps: z.array(Step),
});
const OtherWorkflow = Job.pick({ permissions: true }).extend({ uses: z.string() }).strict();
const Workflow = z.object({
  on: z.object({ push: z.object({ tags: z.array(z.string()) }) }).strict(),
  permissions: z.object({}).strict(),
  jobs: z.object({ check: OtherWorkflow, package: Job, sign: Job, draft: Job }).strict(),
});

const text = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
const { jobs } = Workflow.parse(parse(text));
const all = [jobs.package, jobs.sign, jobs.draft];

describe('the release workflow', () => {
  it('tests, then packs, then signs, then drafts', () => {
    expect(all.map(({ needs }) => needs)).toEqual(['check', 'package', 'sign']);
    expect(jobs.check.uses).toBe('./.github/workflows/ci.yml');
  });

  it('packs on a machine for each system and processor, as a release', () => {
    const runners = jobs.package.strategy?.matrix.runner ?? [];
    expect(runners.map((name) => name.split('-')[0]).toSorted()).toEqual([
      'macos',
      'macos',
      'ubuntu',
      'ubuntu',
      'windows',
      'windows',
    ]);
    expect(jobs.package.steps.map(({ run }) => run)).toContain('npm run package -- --release');
  });

  it('gives every secret that a release asks for to the step that packs, and to no other job', () => {
    const packing = jobs.package.steps.find(({ run }) => run?.startsWith('npm run package'));
    expect(Object.keys(packing?.env ?? {}).toSorted()).toEqual([
      'APPLE_API_ISSUER',
      'APPLE_API_KEY',
      'APPLE_API_KEY_ID',
      'CSC_KEY_PASSWORD',
      'CSC_LINK',
      'WIN_CSC_KEY_PASSWORD',
      'WIN_CSC_LINK',
    ]);
    expect(jobs.package.environment).toBe('release');
    expect(JSON.stringify([jobs.check, jobs.draft])).not.toContain('secrets.');
  });

  it('gives the key of the updates only to the step that signs', () => {
    const signing = jobs.sign.steps.find(({ run }) => run?.startsWith('npm run sign-release'));
    expect(Object.entries(signing?.env ?? {}).join()).toContain('MYTONE_RELEASE_KEY,$');
    expect(jobs.sign.environment).toBe('release');
    expect(text.match(/RELEASE_KEY/g)).toHaveLength(2);
    expect(text).not.toContain('pull_request');
  });

  it('may write only in the job that drafts, and only a draft', () => {
    expect(jobs.check.permissions).toEqual({ contents: 'read' });
    expect(jobs.package.permissions).toEqual({ contents: 'read' });
    expect(jobs.sign.permissions).toEqual({ contents: 'read' });
    const [create] = jobs.draft.steps.filter(({ run }) => run?.startsWith('gh release'));
    expect(create?.run).toContain(' --draft ');
    expect(create?.run).toContain(' --verify-tag ');
  });

  it("uses GitHub's own actions, and leaves no token in a checkout", () => {
    const uses = all.flatMap(({ steps }) => steps.flatMap((step) => (step.uses ? [step] : [])));
    for (const { uses: action, with: settings } of uses) {
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
      if (action?.startsWith('actions/checkout')) {
        expect(settings?.['persist-credentials']).toBe(false);
      }
    }
  });

  it('puts nothing that a tag or a person wrote into a script', () => {
    for (const { run } of all.flatMap(({ steps }) => steps)) {
      expect(run ?? '').not.toContain('${{');
    }
  });
});

describe('the feed workflow', () => {
  const feed = readFileSync(join(root, '.github/workflows/feed.yml'), 'utf8');
  const Published = z.object({
    on: z.object({ release: z.object({ types: z.tuple([z.literal('published')]) }) }).strict(),
    jobs: z.object({ publish: Job.extend({ if: z.string() }) }).strict(),
  });
  const { publish } = Published.parse(parse(feed)).jobs;

  it('publishes the feed last, after it checked the signatures', () => {
    const runs = publish.steps.flatMap(({ run }) => run ?? []);
    const check = runs.findIndex((run) => run.includes('sign-release') && run.includes('--check'));
    const upload = runs.findIndex((run) => run.includes('gh release upload'));
    expect(check).toBeGreaterThan(0);
    expect(upload).toBe(runs.length - 1);
    expect(check).toBeLessThan(upload);
  });

  it('needs no key', () => {
    expect(feed).not.toContain('secrets.');
  });

  it('puts nothing that a tag or a person wrote into a script', () => {
    expect(publish.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });
});
