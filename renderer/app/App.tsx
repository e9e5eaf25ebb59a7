import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useConnection } from '#renderer/api/connection.ts';
import { createQueryClient } from '#renderer/api/query-client.ts';
import { ExpiredPage } from './FullPage.tsx';
import { Shell } from './Shell.tsx';
import { colourScheme, cssVariables, theme } from './theme.ts';

const queryClient = createQueryClient();

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colourScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Notifications
          position="bottom-right"
          containerWidth={352}
          limit={3}
          autoClose={5000}
          zIndex={400}
        />
        <Window />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Window() {
  return useConnection() === 'expired' ? <ExpiredPage /> : <Shell />;
}
