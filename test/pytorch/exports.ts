import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { smallConvNet } from '../../src/nn/networks/smallConvNet.ts'
import { withStem } from '../../src/onnx/surgery/withStem.ts'
import { random } from '../../src/random.ts'
import { openSession } from '../../src/runtime/session.ts'
import { calibrate } from '../../src/ship/calibrate.ts'
import { networkOfImages } from '../../src/ship/networkOfImages.ts'
import { inPrecision, precisions } from '../../src/ship/precision.ts'
import { bytes } from '../../src/tensor/array.ts'
import { prefixed } from '../../src/tensor/prefixed.ts'
import { embeddingModel } from '../../src/train/embedder.ts'
import { images } from '../../src/train/intake.ts'
import type { Agreement, Check } from './check.ts'
import { run } from './check.ts'

const image = { height: 32, width: 48, channels: 3, fit: 'cover' } as const

/** Embeddings agree to that; int8 rounds, and where two rounds differ it differs by a step. */
const within = { float32: 1e-4, float16: 2e-3, int8: 2e-2 } as const

/** Exported models, resized inside, as ONNX Runtime runs them and as PyTorch does, node by node. */
export const check: Check = async (python) => {
  const rng = random('exports')
  const network = smallConvNet({ image, widths: [8, 16], embedding: 16, head: 'globalAverage' })
  const { parameters, buffers } = network.init(rng)
  const state = { ...prefixed('network.', parameters), ...prefixed('buffer.', buffers) }
  const model = embeddingModel(network, images(image), state, { weights: 'constant' })
  const made = await networkOfImages(model.bytes, image)
  const own = Uint8Array.from({ length: 4 * 32 * 48 * 3 }, () => rng.below(256))
  const ranges = await calibrate(made, [bytes(own, [4, 32, 48, 3])])
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-pytorch-'))
  try {
    const found: Agreement[] = []
    for (const precision of precisions) {
      const core = inPrecision(made.core, precision, ranges)
      const whole = withStem(core, { form: made.form, input: 'images', resize: true, output: 'embeddings' })
      const path = join(folder, `${precision}.onnx`)
      writeFileSync(path, whole)
      const session = await openSession(whole)
      for (const [height, width] of [
        [32, 48],
        [75, 90],
        [20, 200],
      ] as const) {
        const pixels = Uint8Array.from({ length: 2 * height * width * 3 }, (_, i) => (i * 7 + rng.below(90)) % 256)
        writeFileSync(join(folder, 'images'), pixels)
        const { embeddings } = await session.run({ images: bytes(pixels, [2, height, width, 3]) })
        const theirs = run<number[]>(
          python,
          'exports.py',
          path,
          join(folder, 'images'),
          '2',
          `${height}`,
          `${width}`,
          '3',
        )
        const ours = [...(embeddings!.data as Float32Array)]
        const passed = ours.filter((x, i) => Math.abs(x - theirs[i]!) <= within[precision]).length
        found.push({ what: `${precision}, ${width} x ${height}`, passed, of: ours.length })
      }
      await session.close()
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
