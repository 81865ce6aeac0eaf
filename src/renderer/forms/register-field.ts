import type { FocusEvent } from 'react';
import type { FieldPath, FieldValues, RegisterOptions, UseFormReturn } from 'react-hook-form';

/**
 * A field's part of the form, checked when it is left; but not when it is left for a button: a
 * message that appears under the pointer moves the button away before it is clicked.
 */
export function registerField<Form extends FieldValues, Name extends FieldPath<Form>>(
  form: UseFormReturn<Form>,
  name: Name,
  options?: RegisterOptions<Form, Name>,
) {
  const field = form.register(name, options);
  return {
    ...field,
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      if (!(event.relatedTarget instanceof HTMLButtonElement)) {
        void field.onBlur(event);
      }
    },
  };
}
