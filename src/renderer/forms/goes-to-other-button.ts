import type { FocusEvent } from 'react';

/**
 * Whether the focus leaves a field for a button that does not belong to it, unlike "show the password".
 * The field is not checked then: an appearing message would move that button away from the pointer.
 */
export function goesToOtherButton(blur: FocusEvent<HTMLInputElement>): boolean {
  const { relatedTarget, currentTarget } = blur;
  return (
    relatedTarget instanceof HTMLButtonElement &&
    currentTarget.parentElement?.contains(relatedTarget) !== true
  );
}
