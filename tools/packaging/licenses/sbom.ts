import type { License } from '@mytone/shared/settings/licenses.ts';

/** The application that the list describes. */
interface Application {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * A list of everything in a package, as CycloneDX 1.6. npm's own (`npm sbom`) lists what
 * is installed for development instead, because all but one of the packages that ship are bundled.
 * @param electron the version of Electron, which contains Chromium and Node
 */
export function createSbom(
  application: Application,
  electron: string,
  licenses: readonly License[],
): object {
  const components = [...licenses, { name: 'electron', version: electron, identifier: 'MIT' }].map(
    ({ name, version, identifier }) => ({
      type: 'library',
      'bom-ref': purl(name, version),
      name,
      version,
      purl: purl(name, version),
      licenses: [{ license: { id: identifier } }],
    }),
  );
  const ref = purl(application.name, application.version);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ref,
        name: application.name,
        version: application.version,
        licenses: [{ license: { id: application.license } }],
      },
    },
    components,
    dependencies: [{ ref, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

/** https://github.com/package-url/purl-spec: a scope's @ is written as %40. */
const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
