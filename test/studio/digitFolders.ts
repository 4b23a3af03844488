import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mnist } from '../../src/data/formats/mnist.ts'
import { thumbnailOf } from '../../src/data/thumbnailOf.ts'

/** Names as an attacker would choose them; the first for a class, the second for a file. */
export const hostile = {
  folder: '<img src=x onerror=document.title=1>',
  file: '"><script>document.title=1<!--',
} as const

/** Writes some MNIST test images as folders of folders, odd and even, each with its digits; 0 bears a hostile name, and one file too.
 *  @param each images of a digit */
export async function digitFolders(root: string, each: number): Promise<void> {
  const dataset = await mnist('')
  const digits = dataset.levels.find(({ name }) => name === 'digit')!
  const written = new Map<string, number>()
  for (let i = dataset.names.length - 1; i >= 0 && [...written.values()].filter((n) => n === each).length < 10; i--) {
    const digit = digits.classes[digits.labels[i]!]!
    const count = written.get(digit) ?? 0
    if (count === each) continue
    written.set(digit, count + 1)
    const folder = join(root, Number(digit) % 2 === 0 ? 'even' : 'odd', digit === '0' ? hostile.folder : digit)
    mkdirSync(folder, { recursive: true })
    const name = digit === '1' && count === 0 ? hostile.file : String(count)
    writeFileSync(join(folder, `${name}.webp`), await thumbnailOf(await dataset.source(i)))
  }
}
