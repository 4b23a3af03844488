import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decode } from '../decode.ts'
import { plain, plant, temporary } from '../images.testing.ts'
import { loadPixels } from '../pixels.ts'
import { shared } from '../shared.testing.ts'
import { omniglot } from './omniglot.ts'
import { zipOf } from './zip.testing.ts'

const square = { width: 2, height: 2, channels: 1, fit: 'fill' } as const

async function zip(root: string, file: string, names: readonly string[], color?: string): Promise<void> {
  const bytes = await plain(4, 4, color)
  writeFileSync(join(root, file), zipOf(names.map((name) => ({ name, bytes }))))
}

describe('omniglot', () => {
  it('reads drawings straight from the zips, each once, by alphabet and character', async () => {
    const root = temporary()
    await zip(
      root,
      'images_background_small1.zip',
      ['s1/Greek/c2/1.png', 's1/Greek/c1/1.png', 's1/Korean/c1/1.png', 's1/readme.txt'],
      '#fff',
    )
    await zip(
      root,
      'images_background_small2.zip',
      ['s2/Greek/c1/1.png', 's2/Latin/c1/1.png', '__MACOSX/s2/Latin/c1/._1.png'],
      '#000',
    )
    const data = await omniglot(root)
    expect(data.names).toEqual(['Greek/c1/1.png', 'Greek/c2/1.png', 'Korean/c1/1.png', 'Latin/c1/1.png'])
    expect(data.levels.map(({ name, classes }) => [name, classes])).toEqual([
      ['alphabet', ['Greek', 'Korean', 'Latin']],
      ['character', ['Greek/c1', 'Greek/c2', 'Korean/c1', 'Latin/c1']],
    ])
    expect([...(await decode(data.source(0), square))]).toEqual([255, 255, 255, 255])
    expect([...(await decode(data.source(3), square))]).toEqual([0, 0, 0, 0])
    expect(data.splits).toBeNull()
    expect(data.protocol).toMatchObject({ label: 'alphabet', evaluateLabel: 'character', unseen: ['Latin'] })
    await data.close!()
    await data.close!()
  })

  it('reads unpacked folders beside zips, and takes the evaluation set for the unseen test', async () => {
    const root = temporary()
    await plant(root, ['images_background/Greek/c1/1.png', 'images_background/Latin/c1/1.png'])
    await zip(root, 'images_evaluation.zip', ['images_evaluation/Tengwar/c1/1.png'])
    const data = await omniglot(root)
    expect(data.names).toEqual(['Greek/c1/1.png', 'Latin/c1/1.png', 'Tengwar/c1/1.png'])
    expect(data.splits).toEqual(['train', 'train', 'test'])
    expect(data.protocol).not.toHaveProperty('unseen')
    await data.close?.()
  })

  it('fails on a file that is no zip, is cut off, or names paths outside itself', async () => {
    const bytes = await plain()
    const whole = zipOf([{ name: 's/Greek/c1/1.png', bytes }])
    const cases: [Uint8Array, string][] = [
      [Buffer.from('not a zip at all, but long enough for one to be'), 'whole and well-formed zip'],
      [Buffer.alloc(0), 'whole and well-formed zip'],
      [whole.subarray(0, whole.length - 40), 'whole and well-formed zip'],
      [zipOf([{ name: '../../etc/c1/1.png', bytes }]), 'invalid relative path: ../../etc/c1/1.png'],
      [zipOf([{ name: '/etc/c1/1.png', bytes }]), 'absolute path: /etc/c1/1.png'],
      [zipOf([]), 'must hold drawings at alphabet/character/drawing'],
      [zipOf([{ name: 's/1.txt', bytes }]), 'must hold drawings at alphabet/character/drawing'],
    ]
    for (const [content, message] of cases) {
      const root = temporary()
      writeFileSync(join(root, 'images_background.zip'), content)
      await expect(omniglot(root)).rejects.toThrow(message)
    }
  })

  it('leaves out and lists drawings that are damaged, claim too much, or lie elsewhere', async () => {
    const bytes = await plain()
    const damaged = zipOf([
      { name: 's/A/c/good.png', bytes },
      { name: 's/A/c/huge.png', bytes, size: 2 ** 30 },
      { name: 's/A/c/short.png', bytes: Buffer.from('text') },
      { name: 's/shallow.png', bytes },
      { name: 's/A/c/wrong.png', bytes: Buffer.concat([bytes, Buffer.from('TRAILER')]) },
    ])
    damaged.write('trailer', damaged.indexOf('TRAILER'))
    const root = temporary()
    writeFileSync(join(root, 'images_background.zip'), damaged)
    const data = await omniglot(root)
    expect(data.skipped).toEqual([{ name: 'shallow.png', reason: 'does not lie at alphabet/character/drawing' }])
    const { kept, skipped } = await loadPixels(data)
    expect([...kept]).toEqual([0])
    expect(skipped.map(({ name }) => name)).toEqual(['A/c/huge.png', 'A/c/short.png', 'A/c/wrong.png'])
    expect(skipped[0]!.reason).toMatch('at most 67108864 bytes, got 1073741824')
    expect(skipped[1]!.reason).toMatch('the file must be a whole image')
    expect(skipped[2]!.reason).toMatch('the bytes must match their checksum')
    await data.close?.()
  })

  it('fails on a folder that holds no set, and where none is named', async () => {
    await expect(omniglot(temporary())).rejects.toThrow('must hold images_background*.zip or images_evaluation.zip')
    await expect(omniglot('')).rejects.toThrow('write omniglot:DIRECTORY')
  })

  const real = shared('data/omniglot')
  it.skipIf(!real)('reads the small background sets: 8 alphabets, 242 characters, 4,840 drawings', async () => {
    const data = await omniglot(real!)
    expect([data.size, ...data.levels.map(({ classes }) => classes.length)]).toEqual([4840, 8, 242])
    expect(data.protocol!.unseen).toEqual(['Latin', 'Sanskrit', 'Tagalog'])
    const pixels = await loadPixels(data)
    expect([pixels.kept.length, pixels.data.length, pixels.skipped]).toEqual([4840, 4840 * 784, []])
    await data.close!()
  })
})
