import { registerHooks } from 'node:module';

const holder = Symbol.for('mytone.browser-host.electron');
const moduleUrl = 'browser-host:electron';
const requiredUrl = 'browser-host:electron-required';

/**
 * Makes `electron` mean the stand-in for every module loaded from now on, imported or required. If
 * the stand-in lacks an export, the importing module fails with an error that names it.
 */
export function provideElectron(electron: object): void {
  Object.defineProperty(globalThis, holder, { value: electron });
  const found = `globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(holder))})]`;
  const names = Object.keys(electron).join(', ');

  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier !== 'electron' && specifier !== 'electron/main') {
        return nextResolve(specifier, context);
      }
      const isRequired = context.conditions.includes('require');
      return { url: isRequired ? requiredUrl : moduleUrl, shortCircuit: true };
    },
    load(url, context, nextLoad) {
      if (url === requiredUrl) {
        return { format: 'commonjs', source: `module.exports = ${found};`, shortCircuit: true };
      }
      if (url === moduleUrl) {
        const source = `const electron = ${found};\nexport default electron;\nexport const { ${names} } = electron;`;
        return { format: 'module', source, shortCircuit: true };
      }
      return nextLoad(url, context);
    },
  });
}
