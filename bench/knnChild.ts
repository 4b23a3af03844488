/** @file Exact 10 nearest neighbours of 20,000 x 512, in a process of its own so that its memory is its own. Prints JSON. */
import { knn } from '../src/evaluate/knn.ts'
import { emit } from '../src/onnx/emit.ts'
import { gemm } from '../src/ops/index.ts'
import { random } from '../src/random.ts'
import { openSession } from '../src/runtime/session.ts'
import { floats } from '../src/tensor/array.ts'
import { input } from '../src/tensor/tensor.ts'

const [count, dimension, k, block] = [20_000, 512, 10, 500]
const mode = process.argv[2]
const generator = random('rows')
const rows = Float32Array.from({ length: count * dimension }, generator.normal)

async function search(): Promise<void> {
  for await (const found of knn({ queries: rows, gallery: null, dimension, k })) if (found.count === 0) break
}

/** The same blocks, products alone. */
async function products(): Promise<() => Promise<void>> {
  const q = input('q', 'float32', ['Q', dimension])
  const g = input('g', 'float32', [count, dimension])
  const session = await openSession(emit({ scores: gemm(q, g, { transB: true }) }, { name: 'products' }))
  const gallery = floats(rows, [count, dimension])
  return async () => {
    for (let start = 0; start < count; start += block) {
      const part = rows.subarray(start * dimension, (start + block) * dimension)
      await session.run({ q: floats(part, [part.length / dimension, dimension]), g: gallery })
    }
  }
}

const run = mode === 'products' ? await products() : search
const times: number[] = []
for (let i = 0; i < 3; i++) {
  const start = performance.now()
  await run()
  times.push(performance.now() - start)
}
process.stdout.write(JSON.stringify({ times, megabytes: process.resourceUsage().maxRSS / 1024 }))
