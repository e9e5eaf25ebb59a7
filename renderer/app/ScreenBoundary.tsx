import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';

interface Props {
  /** Another screen starts without the error of the one before. */
  screen: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  screen: string;
}

/** Keeps a fault in one screen from taking the window with it. React asks for a class here. */
export class ScreenBoundary extends Component<Props, State> {
  override state: State = { error: null, screen: this.props.screen };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ screen }: Props, state: State): State | null {
    return screen === state.screen ? null : { error: null, screen };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const message = String(this.state.error);
    return (
      <div style={{ padding: 24 }}>
        <Card flush>
          <ErrorState
            failure={{
              code: 'WINDOW',
              message: `This screen could not be shown: ${message}`,
              remedy: 'Show it again. The other screens still work, and nothing is lost.',
            }}
            actions={<Button onClick={() => this.setState({ error: null })}>Show again</Button>}
          />
        </Card>
      </div>
    );
  }
}
