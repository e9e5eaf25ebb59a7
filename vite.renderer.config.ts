import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: the same files are served by the desktop shell's protocol and by the HTTP server. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and pictures stay files of their own, so that they are cached and the first script stays small.
    assetsInlineLimit: 1024,
    // The policy forbids inline scripts, and the polyfill is one; every browser that we meet preloads by itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
