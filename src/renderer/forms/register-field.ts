import type { FocusEvent } from 'react';
import type { FieldPath, FieldValues, RegisterOptions, UseFormReturn } from 'react-hook-form';

/** A button that is not the field's own, such as "show the password". */
function isOtherButton(target: EventTarget | null, field: HTMLInputElement): boolean {
  return target instanceof HTMLButtonElement && field.parentElement?.contains(target) !== true;
}

/**
 * A field's part of the form, checked when it is left; but not when it is left for a button
 * elsewhere: a message that appears moves that button away from under the pointer.
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
      if (!isOtherButton(event.relatedTarget, event.currentTarget)) {
        void field.onBlur(event);
      }
    },
  };
}
