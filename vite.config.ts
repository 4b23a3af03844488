import { defineConfig } from 'vite'

/** The studio's page: src/studio/page into dist/studio/page; in mode `report` as one script and one style, page.js and page.css, which
 *  a report holds inside. */
export default defineConfig(({ mode }) => ({
  root: new URL('./src/studio/page', import.meta.url).pathname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    ...(mode === 'report' && {
      cssCodeSplit: false,
      rolldownOptions: {
        input: new URL('./src/studio/page/main.tsx', import.meta.url).pathname,
        output: { codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    }),
  },
  clearScreen: false,
}))
