/**
 * Loads a module that makes schemas, such as a screen with a form, apart from the rest: a start with a
 * session needs neither the forms nor their libraries. The page may not evaluate strings, and zod tries to
 * as soon as a schema is made, so zod is told before the module makes its schemas.
 */
export async function loadForm<Module>(load: () => Promise<Module>): Promise<Module> {
  const { config } = await import('zod/mini');
  config({ jitless: true });
  return load();
}
