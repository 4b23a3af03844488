import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { augmentOf, augments } from './augmentOf.ts'
import { centerCrop, randomCrop, randomErasing, randomHorizontalFlip, resize } from './index.ts'

const form = { width: 224, height: 224 }

describe('augmentation', () => {
  it('center-crop: the middle as torchvision rounds it, and a border where the image is smaller', () => {
    const { window } = centerCrop()
    expect(window({ width: 500, height: 375 }, form, random(1))).toEqual({ left: 138, top: 76, ...form })
    expect(window({ width: 227, height: 221 }, form, random(1))).toEqual({ left: 2, top: -1, ...form })
  })

  it('resize: the shorter side, the longer one rounded down; or exactly', () => {
    expect(resize().to({ width: 500, height: 375 }, form)).toEqual({ width: 341, height: 256 })
    expect(resize({ size: 100 }).to({ width: 375, height: 500 }, form)).toEqual({ width: 100, height: 133 })
    expect(resize({ exact: true }).to({ width: 500, height: 375 }, form)).toEqual(form)
  })

  it('random-crop: every place within the border, and no other', () => {
    const { window } = randomCrop({ padding: 1 })
    const rng = random(1)
    const places = new Set<number>()
    for (let i = 0; i < 300; i++) places.add(window({ width: 226, height: 224 }, form, rng).left)
    expect([...places].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3])
    // Two pixels are missing, so two are laid on both sides.
    for (let i = 0; i < 100; i++) {
      const { top } = randomCrop().window({ width: 224, height: 222 }, form, rng)
      expect(top >= -2 && top <= 0).toBe(true)
    }
  })

  it('random-horizontal-flip: mirrors pixels, not channels', () => {
    const image = { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), width: 3, height: 1, channels: 3 } as const
    randomHorizontalFlip({ p: 1 }).apply(image, random(1))
    expect([...image.data]).toEqual([7, 8, 9, 4, 5, 6, 1, 2, 3])
    randomHorizontalFlip({ p: 0 }).apply(image, random(1))
    expect([...image.data]).toEqual([7, 8, 9, 4, 5, 6, 1, 2, 3])
  })

  it('random-erasing: fills one rectangle of an area within bounds', () => {
    const rng = random(1)
    for (let i = 0; i < 50; i++) {
      const image = { data: new Uint8Array(400), width: 20, height: 20, channels: 1 } as const
      randomErasing({ p: 1, smallest: 0.1, largest: 0.2, value: 9 }).apply(image, rng)
      const erased = image.data.filter((byte) => byte === 9).length
      expect(erased >= 30 && erased <= 95, String(erased)).toBe(true)
    }
  })

  it('a recipe of names and options is checked: names, options, bounds, order', () => {
    const of = (...names: string[]) => augmentOf(names.map((name) => ({ name, options: {} })))
    expect(of('resize', 'random-crop', 'color-jitter', 'random-erasing').map(({ kind }) => kind)).toEqual([
      'resize',
      'crop',
      'pixels',
      'pixels',
    ])
    expect(() => of('blur')).toThrow(`augment: steps are ${Object.keys(augments).join(', ')}, got 'blur'`)
    expect(() => of('color-jitter', 'center-crop')).toThrow('put center-crop before color-jitter')
    expect(() => of('center-crop', 'random-crop')).toThrow('put random-crop once')
    expect(() => of('resize', 'random-resized-crop')).toThrow('random-resized-crop resizes by itself')
    expect(() => augmentOf([{ name: 'color-jitter', options: { hue: 0.6 } }])).toThrow('hue must be a number')
    expect(() => augmentOf([{ name: 'random-erasing', options: { smallest: 0.5 } }])).toThrow(
      "random-erasing: smallest may not be above largest, got '0.5 and 0.33'",
    )
    expect(() => augmentOf([{ name: 'gaussian-blur', options: { kernel: 4 } }])).toThrow('kernel must be odd, got 4')
  })
})
