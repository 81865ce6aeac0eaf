import type { LinkId } from '@mytone/shared/links.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useApp, useCommand } from '../../../store/app-context.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';

interface Props {
  readonly link: LinkId;
  readonly label: string;
}

/** Opens one of the known pages in the user's browser; main holds the addresses. */
export function LinkButton({ link, label }: Props) {
  const { bridge } = useApp();
  const command = useCommand();
  const { run } = useOneAtATime(() => command(() => bridge.openLink(link)));
  return (
    <button type="button" className="text-button" onClick={() => void run()}>
      {label}
      <Icon shape={moreIcons.external} />
    </button>
  );
}
