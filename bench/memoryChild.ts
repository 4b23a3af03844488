/** @file Resident memory over a long training, in a process of its own. Prints JSON: megabytes at each thousandth step. */
import { headStep } from './headStep.ts'

const steps = Number(process.argv[2])
const { step, close } = await headStep(128)
const megabytes: number[] = []
for (let i = 1; i <= steps; i++) {
  await step()
  if (i % 1000 === 0) megabytes.push(process.memoryUsage().rss / 2 ** 20)
}
await close()
process.stdout.write(JSON.stringify(megabytes))
