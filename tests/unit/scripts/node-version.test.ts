import { describe, expect, it } from 'vitest';
import { outdatedNodeLine } from '../../../scripts/lib/node-version.mjs';

describe('outdatedNodeLine', () => {
  it.each(['12.22.12', '18.20.8', '19.9.0'])(
    'names the version to install on Node %s',
    (version) => {
      expect(outdatedNodeLine(version)).toContain('install Node 20 or newer');
    },
  );

  it.each(['20.0.0', '24.21.0', '100.0.0'])('has nothing to say on Node %s', (version) => {
    expect(outdatedNodeLine(version)).toBeUndefined();
  });
});
