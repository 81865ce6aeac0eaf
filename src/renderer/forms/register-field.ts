import type { ChangeEvent, FocusEvent } from 'react';
import type { FieldPath, FieldValues, RegisterOptions, UseFormReturn } from 'react-hook-form';
import { goesToOtherButton } from './goes-to-other-button.ts';

/**
 * Registers a field, which is validated on blur; but not if the focus moves to a button elsewhere. What an
 * input method composes is not a value before it is complete: it is neither checked nor looked up.
 */
export function registerField<Form extends FieldValues, Name extends FieldPath<Form>>(
  form: UseFormReturn<Form>,
  name: Name,
  options?: RegisterOptions<Form, Name>,
) {
  const field = form.register(name, options);
  return {
    ...field,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const { nativeEvent } = event;
      if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) {
        void field.onChange(event);
      }
    },
    // Chromium reports no change after it.
    onCompositionEnd: field.onChange,
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      if (!goesToOtherButton(event)) {
        void field.onBlur(event);
      }
    },
  };
}
