import { useMantineColorScheme } from '@mantine/core';
import { Segments } from '#renderer/ui/Segments.tsx';

const OPTIONS = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Segments label="Appearance" value={colorScheme} options={OPTIONS} onChange={setColorScheme} />
  );
}
