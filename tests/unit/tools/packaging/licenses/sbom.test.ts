import { describe, expect, it } from 'vitest';
import { createSbom } from '../../../../../tools/packaging/licenses/sbom.ts';

const text = 'Permission is granted to all.';

describe('createSbom', () => {
  const sbom = createSbom({ name: 'mytone-desktop', version: '0.1.0', license: 'MIT' }, '45.4.1', [
    { name: '@fontsource-variable/inter', version: '5.3.0', identifier: 'OFL-1.1', text },
    { name: 'axios', version: '1.21.1', identifier: 'MIT', text },
  ]);

  it('names the application and its version', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'mytone-desktop', version: '0.1.0', type: 'application' } },
    });
  });

  it('lists what ships, Electron too, by package URL and licence', () => {
    expect(sbom).toMatchObject({
      components: [
        {
          purl: 'pkg:npm/%40fontsource-variable/inter@5.3.0',
          licenses: [{ license: { id: 'OFL-1.1' } }],
        },
        { purl: 'pkg:npm/axios@1.21.1', licenses: [{ license: { id: 'MIT' } }] },
        { purl: 'pkg:npm/electron@45.4.1' },
      ],
      dependencies: [
        {
          ref: 'pkg:npm/mytone-desktop@0.1.0',
          dependsOn: [
            'pkg:npm/%40fontsource-variable/inter@5.3.0',
            'pkg:npm/axios@1.21.1',
            'pkg:npm/electron@45.4.1',
          ],
        },
      ],
    });
  });
});
