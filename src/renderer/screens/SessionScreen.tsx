import type { Screen } from '../store/screen-for.ts';
import { DashboardScreen } from './DashboardScreen.tsx';
import { RestoringScreen } from './RestoringScreen.tsx';

interface Props {
  readonly screen: Extract<Screen, { name: 'restoring' | 'dashboard' }>;
}

/** The first screen of a start with a session. One module: it goes from one to the other by itself. */
export function SessionScreen({ screen }: Props) {
  if (screen.name === 'restoring') {
    return <RestoringScreen link={screen.auth.link} />;
  }
  const { user, link, storage } = screen.auth;
  return <DashboardScreen user={user} link={link} storage={storage} />;
}
