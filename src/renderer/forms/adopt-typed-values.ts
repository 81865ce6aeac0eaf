import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';

/**
 * Reads what stands in the fields into the form, for values that came without an event, as from
 * some password managers. Call before the form is validated.
 */
export function adoptTypedValues<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  element: HTMLFormElement,
): void {
  for (const input of element.elements) {
    if (!(input instanceof HTMLInputElement) || input.name === '') {
      continue;
    }
    const name = input.name as Path<Form>;
    if (form.getValues(name) !== input.value) {
      form.setValue(name, input.value as PathValue<Form, Path<Form>>);
    }
  }
}
