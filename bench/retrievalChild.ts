/** @file All retrieval metrics of embeddings [n, 512] among themselves, in a process of its own so that its memory is its own:
 *  `retrieval n`, or the matrix products alone, `products n`. Prints JSON. */
import { classMeans } from '../src/evaluate/classMeans.ts'
import { knn } from '../src/evaluate/knn.ts'
import { neighboursNeeded } from '../src/evaluate/neighboursNeeded.ts'
import { retrieval } from '../src/evaluate/retrieval.ts'
import { summarize } from '../src/evaluate/summarize.ts'
import { emit } from '../src/onnx/emit.ts'
import { gemm, slice } from '../src/ops/index.ts'
import { random } from '../src/random.ts'
import { openSession } from '../src/runtime/session.ts'
import { floats } from '../src/tensor/array.ts'
import { input } from '../src/tensor/tensor.ts'

const [mode, size, perClass] = process.argv.slice(2)
const [dimension, count, each] = [512, Number(size), Number(perClass)]
const generator = random('rows')

/** Rows of length 1 around a centre for each class, which a tenth of the neighbours are wrong in, or so. */
function clustered(): { rows: Float32Array; labels: Int32Array } {
  const labels = Int32Array.from({ length: count }, (_, i) => Math.floor(i / each))
  const centres = Float32Array.from({ length: (labels.at(-1)! + 1) * dimension }, generator.normal)
  const rows = new Float32Array(count * dimension)
  for (let start = 0, row = 0; row < count; start += dimension, row++) {
    let square = 0
    for (let d = 0; d < dimension; d++) {
      rows[start + d] = centres[labels[row]! * dimension + d]! + 2 * generator.normal()
      square += rows[start + d]! ** 2
    }
    for (let d = 0; d < dimension; d++) rows[start + d]! /= Math.sqrt(square)
  }
  return { rows, labels }
}

async function judged(rows: Float32Array, labels: Int32Array): Promise<object> {
  const levels = [{ name: 'class', queryLabels: labels, galleryLabels: labels }] as const
  const k = neighboursNeeded({ levels, leaveOneOut: true })
  const blocks = knn({ queries: rows, gallery: null, dimension, k, rounded: true })
  const [perQuery] = await retrieval({ blocks, levels, leaveOneOut: true })
  return { ...summarize(perQuery), listed: classMeans(perQuery).length }
}

/** Products of the same blocks, of each of which one column leaves the runtime. */
async function products(rows: Float32Array): Promise<void> {
  const q = input('q', 'float32', ['Q', dimension])
  const g = input('g', 'float32', [count, dimension])
  const product = slice(gemm(q, g, { transB: true }), { starts: [0], ends: [1], axes: [1] })
  const session = await openSession(emit({ product }, { name: 'products' }))
  const gallery = floats(rows, [count, dimension])
  const block = Math.min(512, Math.floor(24_000_000 / count))
  for (let start = 0; start < count; start += block) {
    const part = rows.subarray(start * dimension, (start + block) * dimension)
    await session.run({ q: floats(part, [part.length / dimension, dimension]), g: gallery })
  }
  await session.close()
}

const { rows, labels } = clustered()
const start = performance.now()
const before = process.cpuUsage()
const found = mode === 'products' ? await products(rows) : await judged(rows, labels)
const ms = performance.now() - start
const { user, system } = process.cpuUsage(before)
const processor = (user + system) / 1000
process.stdout.write(JSON.stringify({ ms, processor, megabytes: process.resourceUsage().maxRSS / 1024, found }))
