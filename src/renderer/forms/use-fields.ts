import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { problemIn } from '../i18n/problem-text.ts';
import { useFullText } from '../i18n/speech.ts';
import { fieldFailuresOf } from './field-failures.ts';
import { registerField } from './register-field.ts';

interface Options<Name extends string> {
  readonly isPending: boolean;
  /** The field that is typed twice, and the field of its second entry. */
  readonly confirmations?: Readonly<Partial<Record<Name, Name>>>;
}

/** The props of a form's text field: its registration, and its problem in words. */
export function useFields<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  { isPending, confirmations }: Options<Path<Form>>,
) {
  const t = useFullText();
  const { isSubmitted } = form.formState;
  return (name: Path<Form>) => {
    const { error } = form.getFieldState(name, form.formState);
    // A confirmation that did not match is compared again when the first entry changes.
    const compareAgain = () => {
      const second = confirmations?.[name];
      if (second !== undefined && form.getFieldState(second).error) {
        void form.trigger(second);
      }
    };
    return {
      ...registerField(form, name, { onChange: compareAgain }),
      readOnly: isPending,
      problem: problemIn(t, name, error?.message, isSubmitted),
    };
  };
}

/** The fields of a password, by their names. */
const passwordField = /password/i;

/**
 * Shows a refusal at the fields it belongs to, and moves the focus to the first of them. A refused
 * password is selected, so that typing replaces it.
 */
export function showFieldFailures<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  failure: CommandFailure,
  fields: readonly Path<Form>[],
): void {
  const failures = fieldFailuresOf(failure, fields);
  for (const { field, code } of failures) {
    form.setError(field, { message: code });
  }
  if (failures[0]) {
    const { field } = failures[0];
    form.setFocus(field, { shouldSelect: passwordField.test(field) });
  }
}
