import { demand, fail } from '../../errors.ts'
import type { Augment, AugmentStep } from './augment.ts'
import type { AboutAugment } from './defineAugment.ts'
import * as steps from './index.ts'

/** Every step that there is, by its name on the command line. */
export const augments: Readonly<
  Record<string, ((options?: object) => AugmentStep) & { readonly about: AboutAugment }>
> = Object.fromEntries(Object.values(steps).map((step) => [step.about.name, step as never]))

/** The recipe of some names and options. Fails on a name that there is not, on options that break their rules, and on an order
 *  that cannot be done. */
export function augmentOf(
  chosen: readonly { readonly name: string; readonly options: Readonly<Record<string, unknown>> }[],
): Augment {
  const augment = chosen.map(({ name, options }) => {
    const make = Object.hasOwn(augments, name) ? augments[name] : undefined
    if (make === undefined)
      return fail({ who: 'augment', rule: `steps are ${Object.keys(augments).join(', ')}`, value: name })
    return make(options)
  })
  demandOrder(augment)
  return augment
}

/** Fails unless a recipe has its resize first, then its crop, then its steps on pixels: in this order an image is decoded no
 *  further than it is looked at. */
export function demandOrder(augment: Augment): void {
  const rank = { resize: 0, crop: 1, pixels: 2 }
  augment.slice(1).forEach((step, i) => {
    const before = augment[i]!
    demand(rank[before.kind] < rank[step.kind] || (before.kind === 'pixels' && step.kind === 'pixels'), {
      who: 'augment',
      rule: 'a recipe is at most one resize, then at most one crop, then steps on pixels',
      value: augment.map(({ name }) => name).join(' '),
      remedy: `put ${step.name} ${rank[before.kind] === rank[step.kind] ? 'once' : `before ${before.name}`}`,
    })
  })
  const [first, second] = augment
  demand(!(first?.kind === 'resize' && second?.kind === 'crop' && second.name === 'random-resized-crop'), {
    who: 'augment',
    rule: 'random-resized-crop resizes by itself',
    remedy: 'leave resize out',
  })
}
