import type { SubmitEvent } from 'react';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { focusFirstProblem } from './focus-first-problem.ts';

/** How every form is checked. `submitTyped` moves the focus, in the order that is seen. */
export const typedForm = { mode: 'onTouched', shouldFocusError: false } as const;

/**
 * Handles a form's `submit` event: reads the fields, validates them, and calls `send` with the values,
 * or moves the focus to the first field with a problem.
 * @param isBlocked nothing may be sent now, for example while a request is pending
 */
export function submitTyped<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  send: (typed: Form) => Promise<void>,
  isBlocked = false,
) {
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBlocked) {
      const element = event.currentTarget;
      adoptTypedValues(form, element);
      void form.handleSubmit(send, (errors) => focusFirstProblem(element, errors))(event);
    }
  };
}

/** For values that were set without an event, as some password managers do. */
function adoptTypedValues<Form extends FieldValues>(
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
