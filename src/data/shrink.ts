/** An image made smaller by a whole factor: each pixel is the mean of factor x factor of them. Rows and columns that are
 *  left over at the bottom and at the right fall away.
 *  @param image uint8 [height, width, channels] */
export function shrink(
  image: Uint8Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  factor: number,
): Uint8Array {
  const [rows, columns] = [Math.floor(height / factor), Math.floor(width / factor)]
  const sums = new Float64Array(rows * columns * channels)
  for (let y = 0; y < rows * factor; y++)
    for (let x = 0; x < columns * factor; x++) {
      const to = (Math.floor(y / factor) * columns + Math.floor(x / factor)) * channels
      const from = (y * width + x) * channels
      for (let c = 0; c < channels; c++) sums[to + c]! += image[from + c]!
    }
  return Uint8Array.from(sums, (sum) => Math.round(sum / factor ** 2))
}
