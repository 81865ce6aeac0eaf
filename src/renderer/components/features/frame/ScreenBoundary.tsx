import { Component, type ReactNode } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { ScreenHeading } from '../../primitives/ScreenHeading.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Prevents a bug in one screen from leaving an empty window. React supports this only in classes. */
export class ScreenBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
    return <FailedScreen onRetry={() => this.setState({ hasFailed: false })} />;
  }
}

function FailedScreen({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <main className="centred-page">
      <ScreenHeading
        title={t('crash.title')}
        heading={t('crash.heading')}
        lead={t('crash.detail')}
        takesFocus
      />
      <button type="button" className="button button-primary" onClick={onRetry}>
        {t('crash.retry')}
      </button>
    </main>
  );
}
