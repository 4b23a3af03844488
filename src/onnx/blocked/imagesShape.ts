import type { Tensor } from '../../tensor/tensor.ts'

/** [N, C, H, W] of images whose size is known; undefined of everything else. */
export function imagesShape({ shape }: Tensor): readonly [number, number, number, number] | undefined {
  if (shape.length !== 4 || shape.some((d) => typeof d !== 'number' || d < 1)) return undefined
  return shape as [number, number, number, number]
}
