import type { Random } from '../../random.ts'
import { adjustBrightness } from './adjustBrightness.ts'
import { adjustContrast } from './adjustContrast.ts'
import { adjustHue } from './adjustHue.ts'
import { adjustSaturation } from './adjustSaturation.ts'
import type { Image, Size, Window } from './augment.ts'
import { blur } from './gaussianBlur.ts'
import { randomRectangle } from './randomErasing.ts'
import { grey } from './randomGrayscale.ts'
import { randomWindow } from './randomResizedCrop.ts'

/** What test/pytorch/augment.py prints. */
export interface TorchvisionValues {
  readonly torch: string
  readonly torchvision: string
  readonly cases: readonly {
    readonly name: string
    readonly image: string
    readonly factor: number
    /** In hexadecimal. */
    readonly out: string
  }[]
  readonly windows: readonly {
    readonly kind: string
    readonly size: readonly [number, number]
    readonly scale: readonly [number, number]
    readonly ratio: readonly [number, number]
    readonly draws: readonly number[]
    readonly window: readonly [number, number, number, number]
  }[]
}

/** What we make of a case. */
export function outOf({ name, image, factor }: TorchvisionValues['cases'][number]): Uint8Array {
  const own = imageOf(image)
  operations[name]!(own, factor)
  return own.data
}

/** The window that we find from the same draws: top, left, height, width. */
export function windowOf({ kind, size, scale, ratio, draws }: TorchvisionValues['windows'][number]): number[] {
  const [height, width] = size
  const find = kind === 'RandomErasing' ? randomRectangle : randomWindow
  const whole: Window = { left: 0, top: 0, width, height }
  const from: Size = { width, height }
  const found = find(from, scale, ratio, drawing(draws)) ?? whole
  return [found.top, found.left, found.height, found.width]
}

const operations: Readonly<Record<string, (image: Image, factor: number) => void>> = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
  grayscale: grey,
  blur: (image, sigma) => blur(image, 5, sigma),
  'blur 23': (image, sigma) => blur(image, 23, sigma),
}

/** The images of augment.py, by name. */
function imageOf(name: string): Image {
  const [kind, size] = name.split(' ') as [string, string]
  if (kind === 'pairs') {
    const data = Uint8Array.from({ length: 65536 * 3 }, (_, i) => {
      const at = Math.floor(i / 3)
      return i % 3 === Number(size) ? at >> 8 : at & 255
    })
    return { data, width: 256, height: 256, channels: 3 }
  }
  const [height, width] = size.split('x').map(Number) as [number, number]
  let x = 1
  const data = Uint8Array.from({ length: height * width * 3 }, () => {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff
    return (x >> 16) & 255
  })
  return { data, width, height, channels: 3 }
}

/** A generator that gives what was drawn elsewhere. */
function drawing(draws: readonly number[]): Random {
  let next = 0
  const uniform = (): number => draws[next++]!
  return {
    uniform,
    below: (n) => Math.floor(uniform() * n),
    normal: uniform,
    shuffle: (items) => items,
    fork: () => drawing(draws),
  }
}
