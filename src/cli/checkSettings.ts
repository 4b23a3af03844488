import { demand } from '../errors.ts'
import type { Options } from '../option.ts'
import { valuesOf } from '../option.ts'
import { samplers } from './choices.ts'
import { lossOf } from './lossOf.ts'
import { ofTheOption } from './ofTheOption.ts'
import { optimizerOf, scheduleOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'
import { specOf } from './spec.ts'

/** Fails on settings that cannot go together, whatever the data: to be said before images are decoded. */
export function checkSettings(settings: Settings): void {
  lossOf(settings, { classes: 2, dimension: 2 })
  checkSampler(settings)
  optimizerOf(settings)
  if (settings.steps !== null) scheduleOf(settings, settings.steps)
  checkFrozen(settings)
}

function checkSampler({ sampler }: Settings): void {
  const known: Readonly<Record<string, Options>> = samplers
  const { name, options } = specOf(sampler, '--sampler', known)
  ofTheOption('--sampler', () => valuesOf(name, known[name]!, options), { superClasses: 'super-classes' })
}

function checkFrozen({ backbone, backboneOutput, head }: Settings): void {
  demand(backbone !== null || backboneOutput === null, {
    who: '--backbone-output',
    rule: 'is an output of a frozen model',
    value: backboneOutput,
    remedy: 'name the model by --backbone, or leave it out',
  })
  demand(backbone === null || head === null, {
    who: '--head',
    rule: 'is of the network that is trained on images, and with --backbone there is none',
    value: head,
    remedy: 'leave it out',
  })
}
