import type { SubmitEvent } from 'react';
import type { FieldErrors, FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';

/** How every form is checked. `submitTyped` moves the focus, in the order that is seen. */
export const typedForm = { mode: 'onTouched', shouldFocusError: false } as const;

/**
 * Handles a form's `submit` event: reads what stands in the fields, checks it, and gives it to
 * `send`, or goes to the first field that has a problem.
 * @param isBlocked nothing may be sent now, such as while a request is out
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

/** Fields may stand in another order than they were registered, such as names in Chinese. */
function focusFirstProblem(element: HTMLFormElement, errors: FieldErrors): void {
  for (const input of element.elements) {
    if (input instanceof HTMLInputElement && Object.hasOwn(errors, input.name)) {
      input.focus();
      return;
    }
  }
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
