import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    // The engine itself uses every core, so two files at a time are as fast as more.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
})
