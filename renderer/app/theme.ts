import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  Popover,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#ecebfd',
  '#d6d4fa',
  '#b7b4f5',
  '#9794ff',
  '#7c79ec',
  '#6461e0',
  '#4a48d4',
  '#3f3dbd',
  '#3533a3',
  '#2b29a8',
];

/** The component library in Plumbline's sizes; its colours are the tokens of ui/tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: { accent },
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      vars: (_theme, { variant, size }) => ({
        root: {
          '--button-fz': size === 'compact-xs' ? '12px' : '13px',
          '--button-height': size === 'compact-xs' ? '22px' : '28px',
          ...(variant === 'filled' && { '--button-color': 'var(--accent-text)' }),
        },
      }),
    }),
    // The palette's list can be longer than its place: the keyboard must be able to scroll it.
    SpotlightActionsList: { defaultProps: { viewportProps: { tabIndex: 0 } } },
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } }),
  },
});

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--subtle)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--reject)',
  '--mantine-color-disabled': 'var(--subtle)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--accent-text)',
  '--mantine-primary-color-light': 'var(--accent-weak)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-shadow-md': 'var(--shadow-pop)',
  '--mantine-line-height': '1.45',
};

/** Points the library's variables at the tokens, the same ones in light and dark. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: tokens,
  dark: tokens,
});

/** Light, dark or as the system says, kept for this browser or app. */
export const colourScheme = localStorageColorSchemeManager({ key: 'plumbline-theme' });
