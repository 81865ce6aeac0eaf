import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { problemIn } from '../i18n/problem-text.ts';
import { useFullText } from '../i18n/speech.ts';
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
