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
  for (let y = 0; y < rows * factor; y++) {
    const line = Math.floor(y / factor) * columns * channels
    let from = y * width * channels
    for (let column = 0; column < columns; column++)
      for (let x = 0; x < factor; x++)
        for (let c = 0; c < channels; c++) sums[line + column * channels + c]! += image[from++]!
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / factor ** 2))
}
