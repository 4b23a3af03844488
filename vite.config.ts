import { defineConfig } from 'vite'

/** The studio's page: src/studio/page into dist/studio/page. */
export default defineConfig({
  root: new URL('./src/studio/page', import.meta.url).pathname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  clearScreen: false,
})
