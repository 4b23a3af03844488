import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Agreement } from './check.ts'
import { run } from './check.ts'
import { checkImport } from './checkImport.ts'

const convolutional = [
  'resnet18',
  'mobilenet_v2',
  'mobilenet_v3_small',
  'efficientnet_b0',
  'small_convnext',
  'regnet_y_400mf',
]
const attentive = ['small_vit', 'small_swin', 'dinov2', 'clip_vision', 'siglip_vision']
const forms = ['9-open', '11-fixed', '13-open-unfolded', '14-fixed-unfolded', '16-open']
const usual = [...convolutional, ...attentive].flatMap((name) => forms.map((form) => `${name}-${form}`))

interface Exported {
  readonly exported: boolean
  readonly why?: string
}

/** Networks exported by PyTorch and imported here: outputs within 1e-4 (of the largest, where that is above 1), gradients of the images and of every weight that PyTorch has
 *  too within 1e-3 of the largest. What PyTorch cannot export is said and counts for nothing.
 *  @param options `networks`: exports by name, as `resnet18-13-open,dinov2-11-fixed`. Default: eleven networks in five forms */
export async function* check(
  python: string,
  options: Readonly<Record<string, string | undefined>>,
): AsyncIterable<Agreement> {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-pytorch-'))
  try {
    for (const name of options.networks?.split(',') ?? usual) {
      const { exported, why } = run<Exported>(python, 'imports.py', folder, name)
      if (!exported) {
        yield { what: `${name}, which PyTorch cannot export (${why})`, passed: 0, of: 0 }
        continue
      }
      const { output, images, gradients, matched, parameters } = await checkImport(folder, name)
      const off = [output, images, gradients].map((share) => share.toExponential(1)).join(', ')
      const passed = [output <= 1e-4, images <= 1e-3, gradients <= 1e-3].filter(Boolean).length
      yield { what: `${name}, ${matched} of ${parameters} weights compared, off by ${off}`, passed, of: 3 }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
