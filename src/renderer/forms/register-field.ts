import type { FocusEvent } from 'react';
import type { FieldPath, FieldValues, RegisterOptions, UseFormReturn } from 'react-hook-form';
import { goesToOtherButton } from './goes-to-other-button.ts';

/** Registers a field, which is validated on blur; but not if the focus moves to a button elsewhere. */
export function registerField<Form extends FieldValues, Name extends FieldPath<Form>>(
  form: UseFormReturn<Form>,
  name: Name,
  options?: RegisterOptions<Form, Name>,
) {
  const field = form.register(name, options);
  return {
    ...field,
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      if (!goesToOtherButton(event)) {
        void field.onBlur(event);
      }
    },
  };
}
