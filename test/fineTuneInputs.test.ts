import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredTensor } from '../src/data/arrays/safetensors.ts'
import { decodeSafetensors, encodeSafetensors } from '../src/data/arrays/safetensors.ts'
import { resNet } from '../src/nn/networks/resNet.ts'
import { random } from '../src/random.ts'
import { backboneFile, backboneInParts, quantizedFile } from './program/backboneFile.ts'
import { badImages } from './program/oddImages.ts'
import type { Ended, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, put, tree } from './program/tree.ts'

let nearkin: Program
let place = ''
const at = (...path: string[]): string => join(place, ...path)
const tuned = ['--backbone', 'net.onnx', '--fine-tune', '--image-size', '16']
const short = ['--embedding', '4', '--steps', '4', '--head-steps', '4', '--classes', '3', '--samples', '4']

beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(at('data'))
  backboneFile(at('net.onnx'))
}, 120_000)
afterAll(() => nearkin.remove())

function passed({ code, out, err }: Ended): { out: string; err: string } {
  expect({ code, err }).toEqual({ code: 0, err })
  return { out, err }
}

describe('a folder of which one file in twenty is broken, in every way', () => {
  const reasons: Record<string, RegExp> = {
    'b/y/dangling.jpg': /^the link leads nowhere/,
    'c/x/folder.jpg': /^a folder without images, and no image/,
  }

  it('is fine-tuned on, also with the images varied; each is listed with its reason', async () => {
    await tree(at('mixed'), { 'a/x': 20, 'a/y': 20, 'b/x': 20, 'b/y': 20, 'c/x': 20, 'c/y': 20 })
    const bad = Object.entries(await badImages())
    for (const [i, [name, { bytes, reason }]] of bad.entries()) {
      const path = `${'abc'[i % 3]}/x/${name}`
      await put(at('mixed', path), bytes)
      reasons[path] = reason
    }
    mkdirSync(at('mixed/c/x/folder.jpg'))
    symlinkSync('nowhere', at('mixed/b/y/dangling.jpg'))
    const { out, err } = passed(
      await nearkin.run(['train', 'mixed', ...tuned, ...short, '--out', 'mixed-run', '--json']),
    )
    const { skipped } = JSON.parse(out) as { skipped: { name: string; reason: string }[] }
    expect(skipped.map(({ name }) => name).sort()).toEqual(Object.keys(reasons).sort())
    for (const { name, reason } of skipped) expect(reason).toMatch(reasons[name]!)
    expect(err).toContain(`left out: ${skipped.length}\n`)
    for (const { name, reason } of skipped) expect(err).toContain(`  ${name}: ${reason}\n`)
  })

  it('ends with --strict at the first, by its name, before a run begins', async () => {
    const { 'cut off.jpg': cut } = await badImages()
    await tree(at('cut'), { a: 4, b: 4 })
    await put(at('cut/b/cut off.jpg'), cut!.bytes)
    const frozen = tuned.filter((option) => option !== '--fine-tune')
    const calls: [string, string[], RegExp][] = [
      [
        'mixed',
        tuned,
        /^b\/y\/dangling\.jpg: the link leads nowhere \(ENOENT\); repair or remove it, or leave --strict/m,
      ],
      ['cut', tuned, /^b\/cut off\.jpg: the file must be a whole image.*; repair or remove it, or leave --strict/m],
      ['cut', frozen, /^b\/cut off\.jpg: the file must be a whole image.*; repair or remove it, or leave --strict/m],
    ]
    for (const [folder, options, message] of calls) {
      const { code, err } = await nearkin.run([
        'train',
        folder,
        ...options,
        ...short.slice(0, 4),
        '--strict',
        '--out',
        'none',
      ])
      expect(err).toMatch(message)
      expect(code).toBe(1)
      expect(existsSync(at('none'))).toBe(false)
    }
  })
})

describe('what does not fit', () => {
  it.each<[string, 1 | 2, string[], RegExp]>([
    [
      'a pattern of --freeze',
      2,
      ['--freeze', 'conv9'],
      /^--freeze: a pattern must be of some name, got 'conv9'; near it are network\.backbone\.conv/,
    ],
    [
      'a pattern of --rates',
      2,
      ['--rates', 'layer4=0.5'],
      /^--rates: a pattern must be of some name, got 'layer4'; near it are /,
    ],
    [
      'a pattern of --fine-tune',
      2,
      ['--fine-tune', 'conv1,stem'],
      /^--fine-tune: a pattern must be of some name, got 'stem'/,
    ],
    [
      'more layers than there are',
      2,
      ['--fine-tune', 'last:99'],
      /^--fine-tune last:N: N must be a whole number from 1 to 2, the backbone's layers with weights, got '99'/,
    ],
    [
      'nothing that is trained',
      2,
      ['--freeze', 'backbone'],
      /^--fine-tune: must leave something of the backbone to train, got 'all --freeze backbone'/,
    ],
    ['a file that is no model', 1, ['--backbone', 'notes.onnx'], /^notes\.onnx: must be a whole ONNX model, got/],
    ['a model that is cut off', 1, ['--backbone', 'cut.onnx'], /^cut\.onnx: must be a whole ONNX model, got/],
    [
      'a model without its weights',
      1,
      ['--backbone', 'parts.onnx'],
      /^parts\.onnx.*weights\.bin, in which its numbers lie; copy it there/,
    ],
    [
      'an operator that nobody knows',
      1,
      ['--backbone', 'odd.onnx'],
      /^odd\.onnx, node \/relu1\/Relu \(Frobnicate\): the operator Frobnicate of operator set 17 has no gradient here/,
    ],
    [
      'a quantised model',
      1,
      ['--backbone', 'quantized.onnx'],
      /^quantized\.onnx, node QuantizeLinear #0 \(QuantizeLinear\): a quantised model cannot be fine-tuned: .*train a head/,
    ],
    [
      'a node through which no gradient flows',
      2,
      ['--backbone', 'sign.onnx'],
      /^--fine-tune: a gradient must reach all that is trained of sign\.onnx, and it stops at \/relu1\/Relu \(Sign\), behind which lie conv1\.weight, bn1\.weight, bn1\.bias; leave these as they are by --freeze conv1\.weight,bn1\.weight,bn1\.bias, cut/,
    ],
    [
      'an output that there is not',
      2,
      ['--backbone-output', 'mapp'],
      /^--backbone-output net\.onnx, cut: must be the name of a node, or of a value that one gives, got 'mapp'; the closest are map/,
    ],
    [
      'another size',
      1,
      ['--backbone', 'fixed.onnx'],
      /^fixed\.onnx: is made for images of 8 x 8 alone, and not of 16 x 16: its output is \[N,54\], and \[N,6\] there; leave/,
    ],
    [
      'no steps for what is fine-tuned',
      2,
      ['--pool', 'gem', '--backbone-output', 'map'],
      /^--head-steps: must leave some of the 4 steps for what the head stands on, got 4; lower it/m,
    ],
  ])('is told before training: %s', async (_, code, options, message) => {
    const bytes = readFileSync(at('net.onnx'))
    writeFileSync(at('cut.onnx'), bytes.subarray(0, bytes.length / 2))
    writeFileSync(at('notes.onnx'), 'notes, and no model\n')
    backboneInParts(at('parts.onnx'))
    backboneFile(at('odd.onnx'), 'Frobnicate')
    backboneFile(at('sign.onnx'), 'Sign')
    backboneFile(at('fixed.onnx'), 'Relu', 8)
    quantizedFile(at('quantized.onnx'))
    const ended = await nearkin.run(['train', 'data', ...tuned, ...short, ...options, '--out', 'none'])
    expect(ended.err).toMatch(message)
    expect(ended).toMatchObject({ code, out: '' })
    expect(existsSync(at('none'))).toBe(false)
  })

  it('as a model that is quantised, or lets no gradient through, works where what cannot be trained is left as it is', async () => {
    const still = ['train', 'data', '--image-size', '16', '--embedding', '4', '--steps', '4']
    passed(await nearkin.run([...still, '--backbone', 'quantized.onnx', '--out', 'quantized']))
    passed(
      await nearkin.run([
        'train',
        'data',
        ...tuned,
        ...short,
        '--backbone',
        'sign.onnx',
        '--freeze',
        '*1.*',
        '--out',
        'sign',
      ]),
    )
  })
})

describe('a network by its name', () => {
  const small = [
    '--network',
    'resnet18',
    '--image-size',
    '32',
    '--embedding',
    '4',
    '--steps',
    '2',
    '--classes',
    '3',
    '--samples',
    '2',
  ]

  it('is trained from nothing, or from weights by PyTorch names with its head first, and judged from the images', async () => {
    passed(await nearkin.run(['train', 'data', ...small, '--out', 'drawn']))
    passed(await nearkin.run(['evaluate', 'drawn']))
    const { parameters, buffers } = resNet({ depth: 18 }).init(random('weights of a test'))
    const entries = Object.entries({ ...parameters, ...buffers })
    const tensors = entries.map(([name, { shape, data }]) => [name, { dtype: 'F32', shape, data } as StoredTensor])
    writeFileSync(at('r18.safetensors'), encodeSafetensors(Object.fromEntries(tensors)))
    const given = ['--weights', 'r18.safetensors', '--pool', 'gem', '--head-steps', '1', '--checkpoint-every', '1']
    passed(await nearkin.run(['train', 'data', ...small, ...given, '--out', 'given']))
    const [afterHead, afterAll] = ['1', '2'].map((step) => {
      const path = at(`given/checkpoint/step-0000000${step}.safetensors`)
      return decodeSafetensors(readFileSync(path), path).tensors['network.backbone.conv1.weight']
    })
    // What is not trained is not in a checkpoint; one step of Adam moves each weight by its rate, 0.001 times 0.1.
    expect(afterHead).toBeUndefined()
    const file = parameters['conv1.weight']!.data
    const moved = Array.from(afterAll!.data as Float32Array, (value, i) => Math.abs(value - Number(file[i])))
    expect(Math.max(...moved)).toBeGreaterThan(5e-5)
    expect(Math.max(...moved)).toBeLessThan(1.1e-4)
    rmSync(at('r18.safetensors'))
    passed(await nearkin.run(['evaluate', 'given']))
  }, 180_000)
})
