import { describe, expect, it } from 'vitest'
import { lossFactories } from '../runs/choices.ts'
import { settingsOf } from '../runs/settings.ts'
import { checkSettings } from './checkSettings.ts'

const check = (given: object) => () => checkSettings(settingsOf({ dataset: 'mnist:', ...given }))

describe('checkSettings', () => {
  it.each([
    {},
    { loss: 'margin:beta=1:learn-beta:nu=0.1:margin=0.3' },
    { loss: 'contrastive:positive-margin=0.1:negative-margin=0.5', distance: 'l1' },
    { loss: 'triplet:swap:smooth:margin=0', positives: 'all' },
    { backbone: 'a.onnx', backboneOutput: 'features', widths: [8], imageSize: 32 },
    { loss: 'triplet', memory: 24, negatives: 'k-hardest:k=7' },
    { sampler: 'hierarchical:level=genus:super-classes=3' },
    { optimizer: 'sgd', momentum: 0.9, nesterov: true, steps: 10, warmup: 5 },
  ])('lets pass what goes together: %j', (given) => {
    expect(check(given)).not.toThrow()
  })

  it.each([
    [{ loss: 'triplet:margin=-1' }, /^--loss triplet: margin must be a number at least 0, got -1/],
    [{ loss: 'margin:nu=0.1' }, /^--loss margin: nu is the price of a learned beta, got 0.1; set learnBeta/],
    [{ loss: 'arc-face', positives: 'all' }, /^--positives: is no choice of arc-face loss, got 'all'; leave it out/],
    [{ loss: 'arc-face', distance: 'l1' }, /^--distance: /],
    [{ sampler: 'hierarchical:super-classes=0' }, /^--sampler hierarchical: super-classes must be .*, got 0/],
    [{ sampler: 'class-weighted:weights=heavy' }, /^--sampler class-weighted: weights must be one of .*'heavy'/],
    [{ momentum: 0.9 }, /^--momentum: is an option of --optimizer sgd and rmsprop alone, got '--optimizer adam'/],
    [{ nesterov: true }, /^--nesterov: is an option of --optimizer sgd alone/],
    [{ optimizer: 'sgd', nesterov: true }, /^--nesterov: looks ahead by the momentum, .*; add --momentum 0.9/],
    [
      { positives: 'semihard', negatives: 'semihard' },
      /one side must choose without the other.*take --negatives hardest/,
    ],
    [
      { backboneOutput: 'features' },
      /^--backbone-output: is an output of a backbone; name the model by --backbone, got 'features'/,
    ],
    [{ backbone: 'a.onnx', head: 'flatten' }, /^--head: is of the small network alone, got 'flatten'; leave it out/],
    [
      { backbone: 'a.onnx', network: 'resnet18' },
      /^--network: is trained where there is no --backbone, got 'resnet18'/,
    ],
    [{ weights: 'w.safetensors' }, /^--weights: are those of a named --network, got 'w.safetensors'/],
    [{ fineTune: 'all' }, /^--fine-tune: trains what was trained before: a --backbone, or a --network with --weights/],
    [{ freeze: ['conv1'] }, /^--freeze: is of a network that is trained under its head: .*, got 'conv1'; leave it out/],
    [
      { backbone: 'a.onnx', pool: 'gem' },
      /^--pool: is of a network that is trained under its head: .* with --fine-tune/,
    ],
    [{ network: 'resnet18', batchNorm: 'folded' }, /^--batch-norm: is folded in a --backbone alone/],
    [{ backbone: 'a.onnx', augment: ['random-horizontal-flip'] }, /^--augment: varies images .*; add --fine-tune/],
    [{ network: 'resnet18', augment: ['flip'] }, /^--augment: must be one of .*random-horizontal-flip.*, got 'flip'/],
    [{ network: 'resnet18', augment: ['random-horizontal-flip:p=2'] }, /^--augment random-horizontal-flip: p must be/],
    [{ split: 'zero-shot', unseen: ['a'] }, /^--split: says which classes are unseen, and so does --unseen/],
    [{ split: 'half' }, /^--split: must be zero-shot, or zero-shot:SEED, got 'half'/],
    [{ fold: '5/4' }, /^--fold: must be one of two parts or more, such as 1\/4, .*, got '5\/4'/],
    [{ fold: '1/1' }, /^--fold: must be one of two parts or more/],
    [{ fold: 'first' }, /^--fold: must be number\/parts, such as 1\/4, got 'first'/],
    [{ steps: 10, warmup: 10 }, /^--warmup: must end before the 10 steps do, got 10; lower it, or add --steps/],
  ])('refuses what does not, naming the option: %j', (given, message) => {
    expect(check(given)).toThrow(message)
  })
  it('refuses a memory of every loss that takes no references, by the name of the loss', () => {
    const refused = Object.keys(lossFactories).filter((loss) => {
      try {
        check({ loss, memory: 24 })()
        return false
      } catch (error) {
        expect((error as Error).message).toMatch(
          new RegExp(`^--memory: ${loss} loss takes no memory: .*; leave it out, or choose another loss$`),
        )
        return true
      }
    })
    expect(refused).toEqual(expect.arrayContaining(['arc-face', 'instance', 'n-pairs', 'proxy-anchor', 'vic-reg']))
    for (const loss of ['triplet', 'contrastive', 'nt-xent', 'multi-similarity']) expect(refused).not.toContain(loss)
  })
})
