import { zoomSteps } from '@mytone/shared/preferences.ts';

export type ZoomChange = 'in' | 'out' | 'reset';

/** The next size in percent, or the same at either end. */
export function changeZoom(zoom: number, change: ZoomChange): number {
  if (change === 'reset') {
    return 100;
  }
  const next =
    change === 'in'
      ? zoomSteps.find((step) => step > zoom)
      : zoomSteps.findLast((step) => step < zoom);
  return next ?? zoom;
}
