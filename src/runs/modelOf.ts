import { fail, NearkinError } from '../errors.ts'
import type { Embedder } from '../train/embedder.ts'
import { openEmbedder } from '../train/embedder.ts'
import type { Intake } from '../train/intake.ts'
import { modelFile } from './modelFile.ts'
import type { Settings } from './settings.ts'

/** Opens the model of a run's folder, for what its configuration says that it takes. Fails, naming the file, where the training has not ended yet or it is damaged. */
export async function modelOf(folder: string, intake: Intake, device: Settings['device']): Promise<Embedder> {
  const { path, bytes } = modelFile(folder)
  return openEmbedder(bytes, intake, { device }).catch((cause: unknown) =>
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
