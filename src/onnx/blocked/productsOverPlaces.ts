import { matMul } from '../../ops/matMul.ts'
import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import { transpose } from '../../ops/transpose.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { imagesShape } from './imagesShape.ts'

/** Products over the places of all images,  [w, n] = sum over images and places p of wide[w, p] narrow[n, p]: the gradient of the
 *  weights of a convolution of one tap.
 *
 *  The wide tensor stays in its blocks: as it lies, [places, block] for each block, it is the weights of a convolution
 *  of one tap whose input channels are the places. Its image is the narrow tensor, with a row of channels for places, which alone is
 *  laid out anew. Images are as many groups, and their results are added; or the batch is brought together first, where those results
 *  would be larger than what that moves. Where places fill no whole blocks, products of matrices do it. */
export function productsOverPlaces(wide: Tensor, narrow: Tensor, block: number): Tensor {
  const [batch, w, rows, columns] = imagesShape(wide)!
  const n = narrow.shape[1] as number
  const places = rows * columns
  const blocks = reshape(wide, [batch, w / block, places, block])
  const plain = reshape(narrow, [batch, n, places])
  const joined = w * n > 2 * places * (w + n) || (places % block !== 0 && (batch * places) % block === 0)
  const [groups, seen] = joined ? [1, batch * places] : [batch, places]
  const ofWide = joined ? transpose(blocks, [1, 0, 2, 3]) : blocks
  const ofNarrow = joined ? transpose(plain, [1, 0, 2]) : plain
  const each =
    seen % block === 0
      ? byConvolution(ofWide, ofNarrow, { groups, seen, w, n, block })
      : matMul(reshape(ofNarrow, [groups, 1, n, seen]), reshape(ofWide, [groups, w / block, seen, block]))
  const found = reshape(reduceSum(each, { axes: [0] }), [w / block, n, block])
  return reshape(transpose(found, [0, 2, 1]), [w, n])
}

interface Sizes {
  readonly groups: number
  /** Places of a group. */
  readonly seen: number
  readonly w: number
  readonly n: number
  readonly block: number
}

/** [groups, w / block, n, block] of the products. */
function byConvolution(wide: Tensor, narrow: Tensor, { groups, seen, w, n, block }: Sizes): Tensor {
  const image = transpose(reshape(narrow, [groups, n, seen / block, block]), [0, 2, 1, 3])
  const weights = reshape(wide, [groups * w, seen, 1, 1])
  const y = blockedConv(reshape(image, [1, groups * seen, 1, n]), weights, { group: groups })
  return reshape(y, [groups, w / block, n, block])
}
