import { describe, expect, it } from 'vitest'
import { checkSettings } from './checkSettings.ts'
import { settingsOf } from './settings.ts'

const check = (given: object) => () => checkSettings(settingsOf({ dataset: 'mnist:', ...given }))

describe('checkSettings', () => {
  it.each([
    {},
    { loss: 'margin', beta: 1, learnBeta: true, nu: 0.1, margin: 0.3 },
    { loss: 'contrastive', positiveMargin: 0.1, negativeMargin: 0.5, distance: 'l1' },
    { swap: true, smooth: true, margin: 0 },
    { optimizer: 'sgd', momentum: 0.9, nesterov: true, steps: 10, warmup: 5 },
  ])('lets pass what goes together: %j', (given) => {
    expect(check(given)).not.toThrow()
  })

  it.each([
    [
      { loss: 'margin', swap: true },
      /^--swap: is an option of --loss triplet alone, got '--loss margin'; leave it out/,
    ],
    [{ loss: 'contrastive', margin: 0 }, /^--margin: is an option of --loss triplet and --loss margin alone/],
    [{ beta: 1 }, /^--beta: is an option of --loss margin alone/],
    [{ loss: 'margin', nu: 0.1 }, /^--nu: is the price of a learned beta, got 0.1; add --learn-beta/],
    [{ momentum: 0.9 }, /^--momentum: is an option of --optimizer sgd and rmsprop alone, got '--optimizer adam'/],
    [{ nesterov: true }, /^--nesterov: is an option of --optimizer sgd alone/],
    [{ optimizer: 'sgd', nesterov: true }, /^--nesterov: looks ahead by the momentum, .*; add --momentum 0.9/],
    [
      { positives: 'semihard', negatives: 'semihard' },
      /one side must choose without the other.*take --negatives hardest/,
    ],
    [{ steps: 10, warmup: 10 }, /^--warmup: must end before the 10 steps do, got 10; lower it, or add --steps/],
  ])('refuses what does not, naming the option: %j', (given, message) => {
    expect(check(given)).toThrow(message)
  })
})
