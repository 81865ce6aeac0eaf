import type { FocusEvent } from 'react';
import type { FieldPath, FieldValues, RegisterOptions, UseFormReturn } from 'react-hook-form';

/** A button that does not belong to the field, unlike "show the password". */
function isOtherButton(target: EventTarget | null, field: HTMLInputElement): boolean {
  return target instanceof HTMLButtonElement && field.parentElement?.contains(target) !== true;
}

/**
 * Registers a field, which is validated on blur; but not if the focus moves to a button elsewhere: an
 * appearing message would move that button away from the pointer.
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
