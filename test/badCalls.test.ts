import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny, tree } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'data'))
}, 120_000)
afterAll(() => nearkin.remove())

/** A call that must fail, with nothing on standard output. Gives the last line of what it says. */
async function refused(code: 1 | 2, ...args: string[]): Promise<string> {
  const ended = await nearkin.run(args)
  expect({ code: ended.code, out: ended.out, said: ended.err }).toEqual({ code, out: '', said: ended.err })
  return ended.err.trim()
}

describe('a call that does not fit', () => {
  it.each([
    [['trian', 'data'], "error: unknown command 'trian'\n(Did you mean train?)"],
    [['train', 'data', '--stepz', '3'], "error: unknown option '--stepz'\n(Did you mean --steps?)"],
    [
      ['train', 'data', '--loss', 'tripel'],
      /^--loss: must be one of .*triplet.*, got 'tripel'; did you mean triplet\?/,
    ],
    [['train', 'data', '--loss', 'triplet:margin=wide'], "--loss triplet: margin must be a number, got 'wide'"],
    [['train'], "error: missing required argument 'dataset'"],
    [['train', 'data', '--image-size', '100000'], '--image-size: must be at most 2048, got 100000'],
    [
      ['train', 'data', '--loss', 'margin:swap'],
      /^--loss margin: has no option 'swap'; it has margin, beta, learn-beta, nu/,
    ],
    [
      ['train', 'data', '--label', 'kind'],
      /^--label: the label levels, coarse to fine, are 'coarse', 'fine', got 'kind'; name one of these/,
    ],
    [
      ['train', 'data', '--unseen', 'zebra'],
      /^--unseen: the classes are a, b, c, a\/x, .* got 'zebra'; name one of these/,
    ],
    [
      ['train', 'data', ...tiny, '--classes', '4'],
      /^--classes 4: a batch has at most the 3 classes of 'coarse' that are trained on; give --classes 3 or less/,
    ],
    [
      ['train', 'data', ...tiny, '--label', 'fine', '--samples', '6'],
      /^--samples 6: .* 'a\/x' has 5, and 5 more of the 6 classes have too few; give --samples 5 or less/,
    ],
    [
      ['embed', 'run', 'data', '-o', 'a.csv'],
      /^--output: the file must end in \.npy, \.parquet or \.safetensors, got 'a\.csv'/,
    ],
  ] as [string[], string | RegExp][])('%j is refused with 2 and says why', async (args, expected) => {
    const said = await refused(2, ...args)
    if (typeof expected === 'string') expect(said).toBe(expected)
    else expect(said).toMatch(expected)
    expect(existsSync(join(place, 'runs'))).toBe(false)
  })

  it('a batch that memory cannot hold is refused before it is trained on', async () => {
    await tree(join(place, 'many'), { a: 120, b: 120 })
    const wide = ['--image-size', '512', '--widths', '4096,4096', '--classes', '2', '--samples', '90']
    const said = await refused(2, 'train', 'many', ...wide, '--out', 'memory')
    expect(said).toMatch(
      /\n--image-size, --classes, --samples: memory: a step of a batch of 180 needs some \S+ GiB, and there are .*: lower --image-size/,
    )
    expect(existsSync(join(place, 'memory'))).toBe(false)
  })
})

describe('a dataset that cannot be trained on', () => {
  it('names the folder that is missing, empty, or a file', async () => {
    mkdirSync(join(place, 'empty'))
    expect(await refused(1, 'train', 'missing')).toMatch(
      /the folder or file must exist, got 'missing'; give a folder of images/,
    )
    expect(await refused(1, 'train', 'empty')).toMatch(
      /must hold images, got 'empty'; it holds none: one folder a class/,
    )
    expect(await refused(1, 'train', 'data/a/x/0.png')).toMatch(
      /a folder is needed, or a file that lists images, got 'data\/a\/x\/0\.png'/,
    )
  })

  it('says what is missing of one class, of images without any, and of classes with one image', async () => {
    await tree(join(place, 'one'), { a: 5 })
    await tree(join(place, 'flat'), { '.': 5 })
    await tree(join(place, 'singles'), { a: 5, b: 1, c: 1 })
    expect(await refused(1, 'train', 'one')).toMatch(
      /^one: training needs at least two classes of 'class', got 'a' alone; .*add a class/,
    )
    expect(await refused(1, 'train', 'flat')).toBe(
      'flat: images carry no labels here, so there is no label level; sort the images into one folder a class, or name a manifest that lists them with labels',
    )
    expect(await refused(1, 'train', 'singles')).toMatch(
      /^singles: training needs at least two classes of two images each, got '2 classes with one image'; add images/,
    )
    for (const folder of ['one', 'flat', 'singles']) expect(existsSync(join(place, 'runs', folder))).toBe(false)
  })

  it('leaves out a class with one image where two others remain, and lists it', async () => {
    await tree(join(place, 'lonely'), { a: 5, b: 5, 'only one': 1 })
    const { code, err } = await nearkin.run(['train', 'lonely', ...tiny, '--out', 'lonely-run'])
    expect(code).toBe(0)
    expect(err).toContain(
      'left out: 1\n  only one: a class with one training image has no positive; it is not trained on\n',
    )
  })
})
