import type { CollapseExperimentOptions, NamedLoss } from '../src/theory/collapseExperiment.ts'

const triplet: NamedLoss = { name: 'triplet', loss: { name: 'triplet', margin: 0.2 }, learnBeta: false }
const fixed: NamedLoss = { name: 'margin', loss: { name: 'margin', margin: 0.2, beta: 1.2 }, learnBeta: false }
const learned: NamedLoss = { ...fixed, name: 'margin:learn-beta', learnBeta: true }

/** What `nearkin collapse` runs unless told, with the margin loss of a fixed beta too. */
export const main: CollapseExperimentOptions = {
  losses: [triplet, learned, fixed],
  positives: ['all', 'easiest'],
  noise: [0, 0.02, 0.05, 0.1, 0.2, 0.3],
  starts: ['apart', 'random'],
  seeds: 3,
  steps: 4000,
  drawing: 'each-step',
  classes: 2,
  modes: 3,
  samples: 4,
  dimension: 2,
  space: 'plane',
  tied: true,
  squared: false,
}

/** How little noise is enough. */
export const onset: CollapseExperimentOptions = {
  ...main,
  losses: [triplet, learned],
  positives: ['all'],
  noise: [0.001, 0.002, 0.005, 0.01],
  starts: ['apart'],
  steps: 30_000,
}

const one: CollapseExperimentOptions = { ...main, noise: [0.1], steps: 6000 }
const two = { ...one, losses: [triplet, learned] }

/** The main experiment at 10 % wrong labels with one thing changed. */
export const variations: Readonly<Record<string, CollapseExperimentOptions>> = {
  'as above': one,
  'squared distances': { ...two, squared: true },
  'three classes': { ...two, classes: 3 },
  'eight samples of a mode': { ...two, samples: 8 },
  'two samples of a mode': { ...two, samples: 2 },
  'one sample of a mode': { ...two, samples: 1 },
  'samples free': { ...one, tied: false },
  'samples free, 24 dimensions': { ...one, tied: false, dimension: 24 },
  'on the circle': { ...two, space: 'sphere' },
  'on the sphere, 3 dimensions': { ...two, space: 'sphere', dimension: 3 },
  'wrong labels drawn once, samples free': { ...two, tied: false, drawing: 'once' },
}
