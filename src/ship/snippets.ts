import type { ExportRecord } from './exportRecord.ts'

/** How the model is used: programs for the card, each as it can be run. */
export interface Snippets {
  readonly python: string
  readonly node: string
  readonly browser: string
  readonly transformers: string
}

/** The programs for a model, with its own file, size and channels. */
export function snippets({ image, models }: Pick<ExportRecord, 'image' | 'models'>): Snippets {
  const [first] = models
  const { height, width, channels, anySize, fit } = image
  const grey = channels === 1
  const dtype = { float32: 'fp32', float16: 'fp16', int8: 'q8' }[first!.precision]
  const pillow = anySize
    ? ''
    : fit === 'cover'
      ? `\nimage = ImageOps.fit(image, (${width}, ${height}), Image.Resampling.LANCZOS)`
      : `\nimage = image.resize((${width}, ${height}), Image.Resampling.LANCZOS)`
  const resize = anySize ? '' : `\n  .resize(${width}, ${height}, { fit: '${fit}', kernel: 'lanczos3' })`
  return {
    python: `import numpy as np
import onnxruntime
from PIL import Image, ImageOps

session = onnxruntime.InferenceSession('${first!.file}')
image = ImageOps.exif_transpose(Image.open('photo.jpg')).convert('${grey ? 'L' : 'RGB'}')${pillow}
pixels = np.asarray(image)${grey ? '[:, :, None]' : ''}
(embeddings,) = session.run(['embeddings'], {'images': pixels[None]})
`,
    node: `${imported('* as ort', 'onnxruntime-node')}
${imported('sharp', 'sharp')}

const session = await ort.InferenceSession.create('${first!.file}')
const { data, info } = await sharp('photo.jpg', { autoOrient: true })
  .flatten({ background: '#fff' })${resize}
  .toColourspace('${grey ? 'b-w' : 'srgb'}')
  .raw()
  .toBuffer({ resolveWithObject: true })
const images = new ort.Tensor('uint8', data, [1, info.height, info.width, ${channels}])
const { embeddings } = await session.run({ images })
console.log(Array.from(embeddings.data))
`,
    browser: `${imported('* as ort', 'onnxruntime-web')}

const session = await ort.InferenceSession.create('${first!.file}')

/** The embedding of an image element, a canvas or an ImageBitmap. */
export async function embed(image) {
  const [width, height] = ${anySize ? '[image.naturalWidth ?? image.width, image.naturalHeight ?? image.height]' : `[${width}, ${height}]`}
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  ${drawn(image)}
  const rgba = context.getImageData(0, 0, width, height).data
  const pixels = new Uint8Array(width * height * ${channels})
  for (let i = 0; i < width * height; i++) ${
    grey
      ? 'pixels[i] = Math.round(0.2126 * rgba[4 * i] + 0.7152 * rgba[4 * i + 1] + 0.0722 * rgba[4 * i + 2])'
      : 'for (let c = 0; c < 3; c++) pixels[3 * i + c] = rgba[4 * i + c]'
  }
  const images = new ort.Tensor('uint8', pixels, [1, height, width, ${channels}])
  const { embeddings } = await session.run({ images })
  return embeddings.data
}
`,
    transformers: `${imported('{ pipeline }', '@huggingface/transformers')}

const embed = await pipeline('image-feature-extraction', 'NAME', { dtype: '${dtype}' })
const { data } = await embed('photo.jpg')
console.log(Array.from(data))
`,
  }
}

/** A line of a program, and no import of this one. */
const imported = (what: string, name: string): string => ['import', what, 'from', `'${name}'`].join(' ')

function drawn({ anySize, fit }: ExportRecord['image']): string {
  if (anySize || fit === 'fill') return 'context.drawImage(image, 0, 0, width, height)'
  return `const scale = Math.max(width / image.width, height / image.height)
  const [w, h] = [image.width * scale, image.height * scale]
  context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h)`
}
