import type { Dataset } from '../../data/dataset.ts'
import { openDataset } from '../../data/open.ts'
import { fail, NearkinError } from '../../errors.ts'
import type { Settings } from '../../runs/settings.ts'

/** Opens the dataset of a run. Where it cannot be, the error names run and dataset. */
export async function openDatasetOf(run: string, { dataset }: Pick<Settings, 'dataset'>): Promise<Dataset> {
  return openDataset(dataset).catch((cause: unknown) => {
    if (!(cause instanceof NearkinError)) throw cause
    const { rule, value } = cause.complaint
    return fail({
      who: run,
      rule: `its dataset '${dataset}' must be there as it was when it was trained: ${rule}`,
      value,
      remedy: 'put it back, or start in the folder where the training was started: a path may be relative to that',
      cause,
    })
  })
}
