import type { SubmitEvent } from 'react';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';

/**
 * Handles a form's `submit` event: reads what stands in the fields, checks it, and gives it to `send`.
 * @param isBlocked nothing may be sent now, such as while a request is out
 */
export function submitTyped<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  send: (typed: Form) => Promise<void>,
  isBlocked = false,
) {
  const validateAndSend = form.handleSubmit(send);
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBlocked) {
      adoptTypedValues(form, event.currentTarget);
      void validateAndSend(event);
    }
  };
}

/** For values that came without an event, as from some password managers. */
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
