import type { Dataset } from '../data/dataset.ts'
import type { Settings } from '../runs/settings.ts'

/** Where neither the user nor the dataset says how many. */
const usualSteps = 400

/** The steps of a training: as asked for, as the dataset's protocol has it, or what is usual. */
export const stepsFor = ({ steps }: Pick<Settings, 'steps'>, { protocol }: Pick<Dataset, 'protocol'>): number =>
  steps ?? protocol?.steps ?? usualSteps
