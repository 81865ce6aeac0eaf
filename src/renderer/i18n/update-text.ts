import type { UpdateState } from '@mytone/shared/update-state.ts';
import type { FullTranslate } from './translate.ts';

/** The words for the state of the update; empty if there is nothing to say. */
export function updateText(t: FullTranslate, locale: string, state: UpdateState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'managed':
      return t(`updateManagers.${state.by}`);
    case 'failed':
      return t(`updateFailures.${state.code}`);
    case 'checking':
      return t('updates.checking');
    case 'none':
      return t('updates.none');
    case 'offered':
      return t('updates.offered', {
        version: state.version,
        size: formatMegabytes(locale, state.bytes),
      });
    default:
      return t(`updates.${state.kind}`, { version: state.version });
  }
}

/** Bytes as whole megabytes, at least one. */
function formatMegabytes(locale: string, bytes: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 0,
  }).format(Math.max(1, bytes / 1_000_000));
}
