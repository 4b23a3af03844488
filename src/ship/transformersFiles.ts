import type { StemForm } from '../onnx/surgery/withStem.ts'

/** Whether transformers.js cannot bring images to this form before the model, so that the model must: its processor covers
 *  squares alone. */
export const resizesInside = ({ height, width, fit }: StemForm): boolean => fit === 'cover' && height !== width

/** The two files beside `onnx/` from which transformers.js knows what a model takes: `config.json` and
 *  `preprocessor_config.json`. `custom` is its own name for a model of no family that it knows. */
export function transformersFiles(form: StemForm, dimension: number): Readonly<Record<string, string>> {
  const { height, width, channels, fit, mean, std } = form
  const each = (values: readonly number[]): readonly number[] => (channels === 1 ? [0, 0, 0].fill(values[0]!) : values)
  // 1: Lanczos, as in training.
  const resample = 1
  const size =
    fit === 'fill'
      ? { do_resize: true, size: { height, width }, resample, do_center_crop: false }
      : resizesInside(form)
        ? { do_resize: false, do_center_crop: false }
        : {
            do_resize: true,
            size: { shortest_edge: height },
            resample,
            do_center_crop: true,
            crop_size: { height, width },
          }
  const preprocessor = {
    image_processor_type: 'ImageProcessor',
    do_convert_rgb: true,
    ...size,
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: each(mean),
    image_std: each(std),
  }
  const config = {
    model_type: 'custom',
    hidden_size: dimension,
    image_size: height === width ? height : [height, width],
    num_channels: 3,
  }
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`
  return { 'config.json': json(config), 'preprocessor_config.json': json(preprocessor) }
}
