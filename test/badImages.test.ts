import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badImages, oddImages } from './program/oddImages.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, picture, put, tiny, tree } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await tree(join(place, 'plain'), { a: 4, b: 4 })
  expect(await nearkin.run(['train', 'plain', ...tiny, '--out', 'run'])).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => nearkin.remove())

interface Embedded {
  names: string[]
  row: (name: string) => number[]
  skipped: { name: string; reason: string }[]
}

/** Embeds a folder; what was skipped as --json lists it. */
async function embedded(folder: string): Promise<Embedded> {
  const { code, out, err } = await nearkin.run(['embed', 'run', folder, '-o', 'embedded.npy', '--json'])
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  const { names } = JSON.parse(readFileSync(join(place, 'embedded.names.json'), 'utf8')) as { names: string[] }
  const bytes = readFileSync(join(place, 'embedded.npy'))
  const row = (name: string): number[] => {
    const at = bytes.length - 16 * (names.length - names.indexOf(name))
    return [0, 4, 8, 12].map((offset) => bytes.readFloatLE(at + offset))
  }
  return { names, row, skipped: (JSON.parse(out) as { skipped: Embedded['skipped'] }).skipped }
}

describe('images that are unusual', () => {
  it('are decoded all: grey, alpha, 16 bit, CMYK, animated, turned, of one pixel', async () => {
    const images = await oddImages()
    for (const [name, bytes] of Object.entries(images)) await put(join(place, 'odd/c', name), bytes)
    const { names, row, skipped } = await embedded('odd')
    expect(skipped).toEqual([])
    expect(names.sort()).toEqual(
      Object.keys(images)
        .map((name) => `c/${name}`)
        .sort(),
    )
    for (const [i, value] of row('c/turned.png').entries()) expect(value).toBeCloseTo(row('c/upright.png')[i]!, 5)
    for (const [i, value] of row('c/16 bit.png').entries()) expect(value).toBeCloseTo(row('c/upright.png')[i]!, 2)
    for (const [i, value] of row('c/animated.gif').entries()) expect(value).toBeCloseTo(row('c/upright.png')[i]!, 1)
  })

  it('are known by their names: spaces, quotes, non-Latin letters, a line end, an escape sequence', async () => {
    const classes = ['with space', `it's "quoted"`, '数字', 'Ärger', 'line\nend', 'esc\x1b[31m', '-dash', 'a,b']
    for (const name of classes)
      for (let i = 0; i < 3; i++) await put(join(place, 'names', name, `${i}.png`), picture(name, i))
    await put(join(place, 'names/line\nend/bad\nname.jpg'), 'no picture')
    const { code, out, err } = await nearkin.run(['train', 'names', ...tiny, '--out', `it's a "run" 数`])
    expect(code).toBe(0)
    expect(err).toMatch(/^ {2}line\\nend\/bad\\nname\.jpg: the file must be a whole image/m)
    for (const shown of ['with space', `it's "quoted"`, '数字', 'Ärger', 'line\\nend', 'esc\\x1b[31m', '-dash', 'a,b'])
      expect(out).toContain(`\n  ${shown} `)
    expect(out).not.toContain('\x1b')
    expect(existsSync(join(place, `it's a "run" 数/report.html`))).toBe(true)
    const { names } = await embedded('names')
    expect(names).toContain('line\nend/0.png')
  })
})

describe('files that are no images', () => {
  it('are left out, counted and listed each with its reason; the rest is trained on', async () => {
    await kinds(join(place, 'mixed'))
    const bad = await badImages()
    for (const [name, { bytes }] of Object.entries(bad)) await put(join(place, 'mixed/a/x', name), bytes)
    await put(join(place, 'mixed/a/x/drawing.svg'), '<svg/>')
    await put(join(place, 'mixed/a/x/readme.txt'), 'not an image, and not named like one')
    await put(join(place, 'mixed/stray.png'), picture('stray', 0))
    symlinkSync('..', join(place, 'mixed/a/loop'))
    symlinkSync('nowhere', join(place, 'mixed/a/x/dangling.png'))
    const { code, out, err } = await nearkin.run(['train', 'mixed', ...tiny, '--out', 'mixed-run', '--json'])
    expect(code).toBe(0)
    const { skipped } = JSON.parse(out) as { skipped: { name: string; reason: string }[] }
    const reasons: Record<string, RegExp> = {
      ...Object.fromEntries(Object.entries(bad).map(([name, { reason }]) => [`a/x/${name}`, reason])),
      'a/x/drawing.svg': /\.svg images cannot be decoded; convert them to PNG or JPEG/,
      'stray.png': /lies outside every class folder/,
      'a/loop': /a link to a folder that is read already/,
      'a/x/dangling.png': /the link leads nowhere/,
    }
    expect(skipped.map(({ name }) => name).sort()).toEqual(Object.keys(reasons).sort())
    for (const { name, reason } of skipped) expect(reason).toMatch(reasons[name]!)
    expect(err).toContain(`left out: ${skipped.length}\n`)
    for (const { name, reason } of skipped) expect(err).toContain(`  ${name}: ${reason}\n`)
  })

  it('alone make an error that names the first and what is wrong with it', async () => {
    for (const name of ['a', 'b']) await put(join(place, 'broken', name, 'notes.jpg'), 'this is no picture')
    const { code, err } = await nearkin.run(['train', 'broken', ...tiny, '--out', 'broken-run'])
    expect(code).toBe(1)
    expect(err).toMatch(/at least one of the 2 images of 'broken' must decode; the first, 'a\/notes.jpg', did not:/)
    expect(existsSync(join(place, 'broken-run'))).toBe(false)
  })

  it('and files and folders that may not be read are listed with the reason', async ({ skip }) => {
    // Root may read everything, so it asks as somebody else, who must be able to read the program itself.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const { code: able } = await nearkin.run(['--version'], nobody).catch(() => ({ code: null }))
    skip(able !== 0, 'the program cannot be run as another user here')
    const folder = join(place, 'locked')
    await tree(folder, { a: 4, b: 4, c: 2 })
    chmodSync(join(folder, 'a/0.png'), 0)
    chmodSync(join(folder, 'c'), 0)
    const out = join(place, 'nobody')
    mkdirSync(out)
    chmodSync(out, 0o777)
    const { code, err } = await nearkin.run(['train', 'locked', ...tiny, '--out', join(out, 'run')], nobody)
    chmodSync(join(folder, 'c'), 0o755)
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
    expect(err).toMatch(/left out: 2\n/)
    expect(err).toMatch(/^ {2}a\/0\.png: the file must be readable, got EACCES/m)
    expect(err).toMatch(/^ {2}c: the folder cannot be read \(EACCES\)/m)
  })
})
