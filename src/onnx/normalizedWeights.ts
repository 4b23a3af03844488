/** A convolution and the batch normalisation that follows it, with given statistics. All but `weight` are one number for
 *  each output channel. */
export interface NormalizedConvolution {
  /** Output channel by output channel. */
  readonly weight: ArrayLike<number>
  /** Default: zeros. */
  readonly bias?: ArrayLike<number>
  readonly scale: ArrayLike<number>
  readonly shift: ArrayLike<number>
  readonly mean: ArrayLike<number>
  readonly variance: ArrayLike<number>
  readonly epsilon: number
}

/** Weights and bias with which the convolution alone gives what both gave.
 *    weight' = weight f,  bias' = (bias - mean) f + shift,  f = scale / sqrt(variance + epsilon)  for each output channel */
export function normalizedWeights(both: NormalizedConvolution): { weight: Float32Array; bias: Float32Array } {
  const { weight, bias, scale, shift, mean, variance, epsilon } = both
  const each = weight.length / scale.length
  const factors = Float64Array.from(scale, (s, c) => s / Math.sqrt(variance[c]! + epsilon))
  return {
    weight: Float32Array.from(weight, (w, i) => w * factors[Math.floor(i / each)]!),
    bias: Float32Array.from(factors, (f, c) => ((bias?.[c] ?? 0) - mean[c]!) * f + shift[c]!),
  }
}
