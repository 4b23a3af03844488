import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { random } from '../../src/random.ts'

/** A small PNG of a class: the colour is the class's own, the noise the image's. */
export function picture(className: string, image: number, size = 16): Promise<Buffer> {
  const [own, noise] = [random(`colour of ${className}`), random(`${className} ${image}`)]
  const colour = [0, 1, 2].map(() => 40 + own.below(176))
  const pixels = Uint8Array.from({ length: size * size * 3 }, (_, i) => colour[i % 3]! + noise.below(80) - 40)
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toBuffer()
}

/** Writes images at each class folder below `root`: so many of each. */
export async function tree(root: string, classes: Readonly<Record<string, number>>): Promise<string> {
  for (const [name, count] of Object.entries(classes))
    for (let i = 0; i < count; i++) await put(join(root, name, `${i}.png`), picture(name, i))
  return root
}

/** Coarse and fine classes, two kinds in each of three, six images a kind. */
export const kinds = (root: string): Promise<string> =>
  tree(root, { 'a/x': 6, 'a/y': 6, 'b/x': 6, 'b/y': 6, 'c/x': 6, 'c/y': 6 })

/** Writes a file, and its folders. */
export async function put(path: string, content: Uint8Array | string | Promise<Uint8Array>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await content)
}

/** Options of a network and a training so small that a call takes about a second. */
export const tiny = ['--widths', '4,8', '--embedding', '4', '--image-size', '16', '--steps', '20']
