export type CopyOutcome = 'copied' | 'notCopied';

/**
 * Copies text to the clipboard, if that is not refused. What was selected is not any more: with the
 * caret in a password field, where it is after a refused sign-in, Chromium copies nothing and says that it did.
 */
export function copyText(text: string): CopyOutcome {
  let outcome: CopyOutcome = 'notCopied';
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    outcome = 'copied';
  };
  getSelection()?.removeAllRanges();
  document.addEventListener('copy', put);
  // Deprecated, but the only way to copy without a permission: all permissions are denied.
  // oxlint-disable-next-line typescript/no-deprecated -- navigator.clipboard needs a permission
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', put);
  return isDone ? outcome : 'notCopied';
}
