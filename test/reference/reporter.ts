import type { Reporter, SerializedError } from 'vitest/node'
import type { Counts } from './report.ts'
import { closing } from './report.ts'

/** What `npm run test:reference` prints: the report of each file as soon as it is there, and one closing line. */
export default function reporter(): Reporter {
  const counts: Counts[] = []
  return {
    onTestCaseResult(test) {
      const { report, counts: own } = test.meta()
      if (report !== undefined) console.log(report)
      else complain(test.result().errors ?? [])
      if (own !== undefined) counts.push(own)
    },
    onTestRunEnd(modules, errors) {
      for (const module of modules) complain(module.errors())
      complain(errors)
      console.log(closing(counts))
    },
  }
}

function complain(errors: readonly Pick<SerializedError, 'message'>[]): void {
  for (const { message } of errors) console.log(`error: ${message}`)
}
