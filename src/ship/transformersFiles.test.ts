import { describe, expect, it } from 'vitest'
import { resizesInside, transformersFiles } from './transformersFiles.ts'

const form = { height: 64, width: 64, channels: 3, fit: 'cover', mean: [0.1, 0.2, 0.3], std: [1, 1, 1] } as const
const preprocessor = (given: Parameters<typeof transformersFiles>[0]) =>
  JSON.parse(transformersFiles(given, 8)['preprocessor_config.json']!)

describe('transformersFiles', () => {
  it('covers a square by its shortest edge and a crop, with the filter of training', () => {
    expect(preprocessor(form)).toMatchObject({
      do_resize: true,
      size: { shortest_edge: 64 },
      resample: 1,
      do_center_crop: true,
      crop_size: { height: 64, width: 64 },
      image_mean: [0.1, 0.2, 0.3],
    })
    expect(resizesInside(form)).toBe(false)
  })

  it('stretches where the run did', () => {
    expect(preprocessor({ ...form, fit: 'fill', width: 32 })).toMatchObject({
      size: { height: 64, width: 32 },
      do_center_crop: false,
    })
  })

  it('leaves to the model what the processor cannot do: another shape than a square', () => {
    const tall = { ...form, width: 32 }
    expect(resizesInside(tall)).toBe(true)
    expect(preprocessor(tall)).toMatchObject({ do_resize: false, do_center_crop: false })
  })

  it('gives colours to a network of grey images, which makes them grey', () => {
    const grey = { ...form, channels: 1, mean: [0.5], std: [0.25] } as const
    expect(preprocessor(grey)).toMatchObject({
      do_convert_rgb: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.25, 0.25, 0.25],
    })
    expect(JSON.parse(transformersFiles(grey, 8)['config.json']!)).toMatchObject({
      model_type: 'custom',
      hidden_size: 8,
    })
  })
})
