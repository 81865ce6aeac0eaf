import { type ComponentProps, type ReactNode, useId } from 'react';
import '../../styles/on-demand/forms.css';

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'className'> {
  readonly label: string;
  /** What is wrong, in words; undefined when nothing is. */
  readonly problem: string | undefined;
  readonly hint?: ReactNode;
  /** A control inside the field's frame, after the text. */
  readonly trailing?: ReactNode;
}

/**
 * A labelled input. Its hint and its problem are tied to it for screen readers, and it is marked
 * as required for them unless `required={false}`: the browser's own messages are never used.
 */
export function TextField({ label, problem, hint, trailing, required = true, ...input }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  const problemId = `${id}-problem`;
  const describedBy = [hint && hintId, problem && problemId].filter(Boolean).join(' ');
  return (
    <div className="field" data-invalid={problem !== undefined}>
      <label htmlFor={id}>{label}</label>
      <div className="field-frame">
        <input
          {...input}
          id={id}
          aria-required={required}
          aria-invalid={problem !== undefined}
          aria-describedby={describedBy || undefined}
        />
        {trailing}
      </div>
      {problem !== undefined && (
        <p className="field-problem" id={problemId}>
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <div className="field-hint" id={hintId}>
          {hint}
        </div>
      )}
    </div>
  );
}
