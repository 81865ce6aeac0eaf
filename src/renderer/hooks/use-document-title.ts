import { useEffect } from 'react';

/** Names the window after the screen. Never pass personal data: the desktop shows titles. */
export function useDocumentTitle(screenName: string): void {
  useEffect(() => {
    document.title = `${screenName} – MyTone`;
  }, [screenName]);
}
