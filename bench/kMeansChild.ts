/** @file K-means and its pieces, in a process of its own so that its memory is its own. Prints JSON.
 *  kMeansChild.js MODE ROWS_FILE CENTRES_FILE DIMENSION STEPS (files of raw float32) */
import { readFileSync } from 'node:fs'
import { improve, unassigned } from '../src/evaluate/clustering/assignment.ts'
import { kMeans } from '../src/evaluate/clustering/kMeans.ts'
import { openPoints } from '../src/evaluate/clustering/points.ts'
import { seedCentres } from '../src/evaluate/clustering/seedCentres.ts'
import { updateCentres } from '../src/evaluate/clustering/updateCentres.ts'
import { emit } from '../src/onnx/emit.ts'
import { gemm, reduceMax } from '../src/ops/index.ts'
import { random } from '../src/random.ts'
import { openSession } from '../src/runtime/session.ts'
import { floats } from '../src/tensor/array.ts'
import { input } from '../src/tensor/tensor.ts'

const [mode, rowsFile, centresFile, ...numbers] = process.argv.slice(2)
const [dimension, steps] = numbers.map(Number) as [number, number]
const read = (file: string): Float32Array => new Float32Array(Uint8Array.from(readFileSync(file)).buffer)
const rows = read(rowsFile!)
const centres = read(centresFile!)
const [count, k] = [rows.length / dimension, centres.length / dimension]
const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

async function timed<T>(run: () => Promise<T>): Promise<{ seconds: number; processor: number; result: T }> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  const result = await run()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6, result }
}

/** Every row against every centre once: the products alone, with the largest of each row so that next to nothing comes out. */
async function products(): Promise<void> {
  const some = input('some', 'float32', ['N', dimension])
  const all = input('all', 'float32', [k, dimension])
  const largest = reduceMax(gemm(some, all, { transB: true }), { axes: [1] })
  const session = await openSession(emit({ largest }, { name: 'products', inputs: [some, all] }))
  const step = Math.floor(10_000_000 / k)
  for (let start = 0; start < count; start += step) {
    const block = rows.subarray(start * dimension, (start + step) * dimension)
    await session.run({
      some: floats(block, [block.length / dimension, dimension]),
      all: floats(centres, [k, dimension]),
    })
  }
  await session.close()
}

async function pieces(): Promise<object> {
  const points = openPoints(rows, dimension, {})
  const assignment = unassigned(count)
  const means = Float64Array.from(centres)
  const assign = await timed(() => improve(points, assignment, means, { rows: range(count), checked: range(k) }))
  const update = await timed(async () => updateCentres(points, assignment, means))
  const floor = await timed(products)
  const seed = await timed(() => seedCentres(points, k, random(0)))
  await points.search.close()
  const of = ({ seconds, processor }: { seconds: number; processor: number }) => ({ seconds, processor })
  return { products: of(floor), assign: of(assign), update: of(update), seed: of(seed) }
}

async function lloyd(): Promise<object> {
  const { seconds, processor, result } = await timed(() =>
    kMeans({ embeddings: rows, dimension, k, centres, most: steps, tolerance: 0 }),
  )
  const { inertia, steps: taken } = result
  return { seconds, processor, inertia, steps: taken, megabytes: process.resourceUsage().maxRSS / 1024 }
}

process.stdout.write(JSON.stringify(mode === 'pieces' ? await pieces() : await lloyd()))
