import { useEffect } from 'react';

/**
 * Names the window after the screen, until that goes away. Never pass personal data: the desktop
 * shows titles.
 */
export function useDocumentTitle(screenName: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${screenName} – MyTone`;
    return () => {
      document.title = before;
    };
  }, [screenName]);
}
