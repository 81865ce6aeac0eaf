import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { SubmitEvent } from 'react';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { fieldFailuresOf } from './field-failures.ts';
import { focusFirstProblem } from './focus-first-problem.ts';

/** How every form is checked. `submitTyped` moves the focus, in the order that is seen. */
export const typedForm = { mode: 'onTouched', shouldFocusError: false } as const;

interface Submitting<Form extends FieldValues> {
  /** The fields that a refusal may belong to. */
  readonly fields: readonly Path<Form>[];
  /** Sends the values; resolves with the refusal, or null. */
  readonly send: (typed: Form) => Promise<CommandFailure | null>;
  /** Nothing may be sent now, for example while a request is pending. */
  readonly isBlocked?: boolean;
}

/**
 * Handles a form's `submit` event: reads the fields, validates them, and sends the values. What is wrong
 * with a field, before or after, is shown at it, and the focus moves to the first such field.
 */
export function submitTyped<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  { fields, send, isBlocked = false }: Submitting<Form>,
) {
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBlocked) {
      return;
    }
    const element = event.currentTarget;
    adoptTypedValues(form, element);
    const sendTyped = async (typed: Form) => {
      const refused = await send(typed);
      const problems = refused === null ? [] : fieldFailuresOf(refused, fields);
      for (const { field, code } of problems) {
        form.setError(field, { message: code });
      }
      focusFirstProblem(
        element,
        Object.fromEntries(problems.map(({ field, code }) => [field, code])),
      );
    };
    void form.handleSubmit(sendTyped, (errors) => focusFirstProblem(element, errors))(event);
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
