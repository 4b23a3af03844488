import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { patterned, plant } from '../../data/images.testing.ts'
import { makeFolder } from '../../files.ts'
import { flatten } from '../../nn/flatten.ts'
import { linear } from '../../nn/linear.ts'
import { sequential } from '../../nn/sequential.ts'
import { random } from '../../random.ts'
import { prefixed } from '../../tensor/prefixed.ts'
import { embeddingModel } from '../../train/embedder.ts'
import { images } from '../../train/intake.ts'
import type { State } from '../../train/state.ts'

/** What a run's folder needs to be prepared: images in class folders, so many of each, a configuration, and a model of random weights.
 *  @param classes images by folder, such as `Apple/Red`
 *  @param weight each of the model's weights. Default: drawn @param dimension default 4 */
export async function untrainedRun(
  root: string,
  classes: Readonly<Record<string, number>>,
  { weight, dimension = 4, settings = {} }: { weight?: number; dimension?: number; settings?: object } = {},
): Promise<{ readonly run: string; readonly data: string }> {
  const [run, data] = [join(root, 'run'), join(root, 'data')]
  let seed = 0
  for (const [folder, count] of Object.entries(classes))
    for (let i = 0; i < count; i++) await plant(data, [`${folder}/${i}.png`], await patterned(10, 8, seed++))
  makeFolder(run)
  const image = { width: 8, height: 8, channels: 3 as const, fit: 'cover' }
  const intake = images(image)
  const network = sequential({ flat: flatten(), head: linear({ inputs: 192, outputs: dimension }) })
  const { parameters, buffers } = network.init(random(0))
  const state: State = { ...prefixed('network.', parameters), ...prefixed('buffer.', buffers) }
  if (weight !== undefined) for (const { data: values } of Object.values(state)) (values as Float32Array).fill(weight)
  const { bytes } = embeddingModel(network, intake, state, { weights: 'constant' })
  writeFileSync(join(run, 'model.onnx'), bytes)
  writeFileSync(join(run, 'config.json'), JSON.stringify({ dataset: data, ...settings, image, version: '0' }))
  return { run, data }
}
