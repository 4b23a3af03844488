// Prints `N passed, N failed` of the report that vitest wrote. A file that failed before its tests began is one failure.
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2] ?? '', 'utf8')
if (text === '') {
  console.log('0 passed, 0 failed')
  process.exit(1)
}
const report = JSON.parse(text)
/** @type {{ status: string, assertionResults: { status: string }[] }[]} */
const files = report.testResults
const broken = files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
)
const failed = report.numFailedTests + broken.length
console.log(`${report.numPassedTests} passed, ${failed} failed`)
process.exitCode = failed === 0 && report.numPassedTests > 0 && report.success ? 0 : 1
