import { writeFileSync } from 'node:fs'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import type { Dim } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'

/** Writes a model from images to two outputs of rows: `means` of the channels, and `twice`, the same next to each other. */
export function meansModel(path: string, shape: readonly Dim[] = ['N', 3, 8, 8]): string {
  const x = input('images', 'float32', shape)
  const means = ops.reduceMean(x, { axes: [2, 3] })
  writeFileSync(path, emit({ means, twice: ops.concat([means, means], 1) }, { name: 'means', inputs: [x] }))
  return path
}
