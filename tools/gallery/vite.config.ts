import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const folder = import.meta.dirname;

/** `npm run gallery` serves the scenes; their tests build them. None of it ships. */
export default defineConfig({
  root: folder,
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1' },
  build: {
    // Electron 45's Chromium; an older target would turn light-dark() into media queries.
    target: 'chrome148',
    outDir: join(folder, '../../node_modules/.cache/gallery'),
    emptyOutDir: true,
    rolldownOptions: { input: [join(folder, 'index.html'), join(folder, 'scene.html')] },
  },
});
