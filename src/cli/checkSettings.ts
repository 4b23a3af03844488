import { fail } from '../errors.ts'
import type { Options } from '../option.ts'
import { valuesOf } from '../option.ts'
import { headInits, samplers } from '../runs/choices.ts'
import { lossOf } from '../runs/lossOf.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import type { Settings } from '../runs/settings.ts'
import { specOf } from '../runs/spec.ts'
import { augmentFrom } from './augmentFrom.ts'
import { optimizerOf, scheduleOf } from './optimizerOf.ts'
import { samplerName } from './samplerOf.ts'

/** Fails on settings that cannot go together, whatever the data: to be said before images are decoded. */
export function checkSettings(settings: Settings): void {
  lossOf(settings, { classes: 2, dimension: 2 })
  checkSampler(settings)
  optimizerOf(settings)
  if (settings.steps !== null) scheduleOf(settings, settings.steps)
  checkNetwork(settings)
  checkDivision(settings)
}

function checkDivision({ split, unseen, fold }: Settings): void {
  refuse('--split', split !== null && unseen !== null, 'says which classes are unseen, and so does --unseen', split)
  const [place, of] = fold?.split('/').map(Number) ?? []
  refuse(
    '--fold',
    fold !== null && (of! < 2 || place! > of!),
    'must be one of two parts or more, such as 1/4, 2/4, 3/4 and 4/4',
    fold,
  )
}

function checkSampler(settings: Settings): void {
  const known: Readonly<Record<string, Options>> = samplers
  const { name, options } = specOf(samplerName(settings), '--sampler', known)
  ofTheOption('--sampler', () => valuesOf(name, known[name]!, options), { superClasses: 'super-classes' })
}

function checkHeadInit({ headInit }: Settings): void {
  if (headInit === null) return
  const known: Readonly<Record<string, Options>> = headInits
  const { name, options } = specOf(headInit, '--head-init', known)
  ofTheOption('--head-init', () => valuesOf(name, known[name]!, options))
}

/** Options of one kind of network that another would pass over. */
function checkNetwork(settings: Settings): void {
  const { backbone, network, weights, fineTune, batchNorm } = settings
  const named = network !== null && network !== 'small'
  const trained = named || (backbone !== null && fineTune !== null)
  refuse('--network', backbone !== null && network !== null, 'is trained where there is no --backbone', network)
  refuse('--weights', weights !== null && !named, 'are those of a named --network', weights)
  refuse(
    '--backbone-output',
    settings.backboneOutput !== null && backbone === null,
    'is an output of a backbone; name the model by --backbone',
    settings.backboneOutput,
  )
  refuse(
    '--fine-tune',
    fineTune !== null && backbone === null && weights === null,
    'trains what was trained before: a --backbone, or a --network with --weights',
    fineTune,
  )
  refuse(
    '--pixels',
    settings.pixels !== null && backbone === null && !named,
    'is of a --backbone or a named --network',
    settings.pixels,
  )
  refuse(
    '--head',
    settings.head !== null && (backbone !== null || named),
    'is of the small network alone',
    settings.head,
  )
  const ofTrained =
    'is of a network that is trained under its head: a --backbone with --fine-tune, or a named --network'
  refuse('--freeze', settings.freeze !== null && !trained, ofTrained, settings.freeze)
  refuse('--head-steps', settings.headSteps !== null && !trained, ofTrained, settings.headSteps)
  refuse('--rates', settings.rates !== null && !trained, ofTrained, settings.rates)
  refuse('--pool', settings.pool !== null && !trained, ofTrained, settings.pool)
  refuse('--batch-norm', batchNorm !== null && !trained, ofTrained, batchNorm)
  refuse('--batch-norm', batchNorm === 'folded' && named, 'is folded in a --backbone alone', batchNorm)
  const still = backbone !== null && fineTune === null
  refuse(
    '--head-init',
    settings.headInit !== null && !(still && settings.widths === null && settings.norm === 'none'),
    'is of a linear head on the features of a --backbone that is not trained, without --widths and --norm',
    settings.headInit,
  )
  checkHeadInit(settings)
  refuse(
    '--augment',
    settings.augment !== null && still,
    'varies images that a network is trained on, and the features of a backbone are computed once; add --fine-tune',
    settings.augment,
  )
  refuse(
    '--norm',
    settings.norm !== 'none' && backbone === null && !named,
    'is of a head on a --backbone or a named --network',
    settings.norm,
  )
  augmentFrom(settings, true)
}

function refuse(who: string, wrong: boolean, rule: string, value: unknown): void {
  if (wrong) fail({ who, rule, value: Array.isArray(value) ? value.join(',') : value, remedy: 'leave it out' })
}
