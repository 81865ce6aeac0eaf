import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { describe, expect, test } from 'vitest';

const source = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');

describe('openapi.json', () => {
  test.each(['recommended', 'recommended-strict'])(
    'passes the %s rules of redocly',
    async (rules) => {
      const config = await createConfig({ extends: [rules] });
      const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
      expect(problems.map(({ ruleId, message }) => [ruleId, message])).toEqual([]);
    },
  );

  test('passes all rules of spectral, even hints', async () => {
    const spectral = new Spectral();
    spectral.setRuleset(oas as RulesetDefinition);
    const problems = await spectral.run(source);
    expect(problems.map(({ code, path, message }) => [code, path.join('.'), message])).toEqual([]);
  });
});
