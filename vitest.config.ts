import { defineConfig } from 'vitest/config'

/** Where the results are also written as JSON: `.ci/run` counts them there. */
const outputFile = process.env.NEARKIN_TEST_REPORT

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    // The engine itself uses every core, so two files at a time are as fast as more.
    maxWorkers: 2,
    testTimeout: 60_000,
    reporters: outputFile ? ['default', ['json', { outputFile }]] : ['default'],
  },
})
