import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'

/** A folder that is gone after the test. */
export function temporary(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'nearkin-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A PNG of one colour. */
export function plain(width = 4, height = 4, background = '#804020'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}

/** A PNG of a pattern of its own for each seed. */
export function patterned(width: number, height: number, seed: number): Promise<Buffer> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, k) => (k * (seed + 2) + seed) % 251)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** Writes a file at each of the paths below `root`, and their folders: a small PNG unless `bytes` are given. */
export async function plant(root: string, paths: readonly string[], bytes?: Uint8Array | string): Promise<void> {
  const content = bytes ?? (await plain())
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}
