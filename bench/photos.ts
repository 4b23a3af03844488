import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { random } from '../src/random.ts'

const [width, height] = [500, 375]

/** Writes JPEGs of 500 x 375 at quality 90 that are to a decoder what photos are: noise on several scales, with edges between
 *  areas of different colour; and every second one, where there is a folder of photos, one of those, enlarged. */
export async function makePhotos(folder: string, count: number, photos?: string): Promise<void> {
  const real = photos === undefined ? [] : imagesIn(photos)
  for (let i = 0; i < count; i++) {
    const at = real.length > 0 && i % 2 === 1 ? real[(i * 37) % real.length]! : undefined
    const image = at === undefined ? drawn(i) : sharp(at).resize(width, height, { fit: 'cover', kernel: 'cubic' })
    await image.jpeg({ quality: 90 }).toFile(join(folder, `${String(i).padStart(4, '0')}.jpg`))
  }
}

const imagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()
    .map((name) => join(folder, name))

function drawn(seed: number): Sharp {
  const rng = random(`photo ${seed}`)
  const sums = new Float32Array(width * height * 3).fill(110)
  for (const [cell, strength] of [
    [125, 60],
    [40, 30],
    [12, 14],
    [4, 7],
    [1, 3],
  ] as const) {
    const columns = Math.ceil(width / cell) + 1
    const grid = Float32Array.from(
      { length: columns * (Math.ceil(height / cell) + 1) * 3 },
      () => rng.normal() * strength,
    )
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [i, j] = [Math.floor(y / cell), Math.floor(x / cell)]
        const [v, u] = [y / cell - i, x / cell - j]
        for (let c = 0; c < 3; c++) {
          const value = (row: number, column: number): number => grid[((i + row) * columns + j + column) * 3 + c]!
          const above = value(0, 0) * (1 - u) + value(0, 1) * u
          const below = value(1, 0) * (1 - u) + value(1, 1) * u
          sums[(y * width + x) * 3 + c]! += above * (1 - v) + below * v
        }
      }
  }
  for (let area = 0; area < 12; area++) {
    const [left, top, radius] = [rng.below(width), rng.below(height), 20 + rng.below(90)]
    const colour = [0, 1, 2].map(() => rng.normal() * 50)
    for (let y = Math.max(0, top - radius); y < Math.min(height, top + radius); y++)
      for (let x = Math.max(0, left - radius); x < Math.min(width, left + radius); x++)
        if ((x - left) ** 2 + (y - top) ** 2 < radius ** 2)
          for (let c = 0; c < 3; c++) sums[(y * width + x) * 3 + c]! += colour[c]!
  }
  const data = Uint8ClampedArray.from(sums)
  return sharp(data, { raw: { width, height, channels: 3 } })
}
