import { demand } from '../errors.ts'
import { gemm } from '../ops/gemm.ts'
import { reshape } from '../ops/reshape.ts'
import { transpose } from '../ops/transpose.ts'
import { fixedDim } from '../tensor/shape.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Layer } from './layer.ts'
import { uniform } from './uniform.ts'
import { valueNamed } from './valueNamed.ts'

export interface PatchEmbeddingOptions {
  /** Channels of the images. Default 3. */
  readonly inputs?: number
  /** Rows and columns of a patch. */
  readonly patch: number
  /** Dimensions of a token. */
  readonly outputs: number
}

/** Patches that do not overlap as tokens (Dosovitskiy et al. 2021, equation 1): images [N, inputs, H, W] to
 *  [N, H/patch W/patch, outputs], row by row. A convolution whose stride is its kernel, and so one product over patches.
 *  Parameters `weight` [outputs, inputs, patch, patch] and `bias` [outputs], as convolution begins. Fails where the patch does
 *  not divide rows and columns. */
export function patchEmbedding({ inputs = 3, patch, outputs }: PatchEmbeddingOptions): Layer {
  demandSizes('patchEmbedding', { inputs, patch, outputs })
  const name = `patchEmbedding(${patch}x${patch}, ${outputs})`
  const shape = [outputs, inputs, patch, patch]
  const numbers = inputs * patch * patch
  const bound = 1 / Math.sqrt(numbers)
  return {
    name,
    init: (random) => ({
      parameters: {
        weight: uniform(random.fork('weight'), shape, bound),
        bias: uniform(random.fork('bias'), [outputs], bound),
      },
      buffers: {},
    }),
    apply(values, x) {
      demandInput(name, x, [4], inputs)
      const weight = reshape(valueNamed(values, 'weight', shape, name), [outputs, numbers])
      const bias = valueNamed(values, 'bias', [outputs], name)
      const [height, width] = [fixedDim(x, 2, name), fixedDim(x, 3, name)]
      demand(height % patch === 0 && width % patch === 0, {
        who: name,
        rule: `rows and columns must be multiples of ${patch}`,
        value: `${height} x ${width}`,
      })
      const [rows, columns, batch] = [height / patch, width / patch, x.shape[0]!]
      const apart = reshape(x, [batch, inputs, rows, patch, columns, patch])
      const patches = reshape(transpose(apart, [0, 2, 4, 1, 3, 5]), [-1, numbers])
      const y = gemm(patches, weight, { transB: true, c: bias })
      return { y: reshape(y, [batch, rows * columns, outputs]), buffers: {} }
    },
  }
}
