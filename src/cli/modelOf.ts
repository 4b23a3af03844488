import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, NearkinError } from '../errors.ts'
import { readBytes } from '../files.ts'
import type { Embedder } from '../train/embedder.ts'
import { openEmbedder } from '../train/embedder.ts'
import type { Intake } from '../train/intake.ts'
import type { Settings } from './settings.ts'

/** Opens the model of a run's folder, for what its configuration says that it takes. Fails, naming the file, where the training has not ended yet or it is damaged. */
export async function modelOf(folder: string, intake: Intake, device: Settings['device']): Promise<Embedder> {
  const path = join(folder, 'model.onnx')
  if (!existsSync(path))
    fail({
      who: path,
      rule: 'a training writes its model when it ends, and this one has not ended',
      remedy: `go on with it by --resume (its settings are in ${join(folder, 'config.json')})`,
    })
  return openEmbedder(readBytes(path), intake, { device }).catch((cause: unknown) =>
    fail({
      who: path,
      rule: 'must be a whole model of what config.json says that it takes',
      value: cause instanceof NearkinError ? cause.complaint.value : cause,
      remedy:
        'restore it from a copy, or delete it and evaluation.json and train again with --resume: that writes it anew',
      cause,
    }),
  )
}
