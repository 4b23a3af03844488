import { describe, expect, it } from 'vitest'
import { settingsOf } from './settings.ts'

const dataset = 'mnist:'

describe('settingsOf', () => {
  it('fills in the defaults', () => {
    expect(settingsOf({ dataset })).toMatchObject({ loss: 'triplet', positives: null, negatives: null, seed: 0 })
  })

  it.each([
    [{ rate: 0 }, '--rate: must be above 0, got 0'],
    [{ momentum: 1 }, '--momentum: must be below 1, got 1'],
    [{ imageSize: 4000 }, '--image-size: must be at most 2048, got 4000'],
    [{ samples: 1 }, '--samples: must be at least 2, got 1'],
    [{ widths: [] }, '--widths: must not be empty, got []'],
    [{ widths: [8, 0] }, '--widths: must be above 0, got 0'],
    [{ steps: 1.5 }, '--steps: must be a whole number, got 1.5'],
    [{ nesterov: 'yes' }, "--nesterov: must be true or false, got 'yes'"],
    [{ loss: 'trplet' }, /--loss: must be one of .*triplet.*, got 'trplet'; did you mean triplet\?/],
    [{ loss: 'triplet:margni=1' }, "--loss triplet: has no option 'margni'; it has margin, swap, smooth"],
    [{ loss: 'triplet:margin=wide' }, "--loss triplet: margin must be a number, got 'wide'"],
    [{ positives: 'k-easiest:k=x' }, "--positives k-easiest: k must be a number, got 'x'"],
  ])('names the option, the rule and the value: %j', (given, message) => {
    expect(() => settingsOf({ dataset, ...given })).toThrow(message)
  })

  it('names the file that they were read from', () => {
    expect(() => settingsOf({ dataset, steps: 'many' }, 'run/config.json')).toThrow(
      "run/config.json: steps: must be a number, got 'many'",
    )
    expect(() => settingsOf({ dataset, colour: 1 }, 'run/config.json')).toThrow(
      "run/config.json: there is no setting 'colour'",
    )
    expect(() => settingsOf({}, 'run/config.json')).toThrow(
      "run/config.json: dataset: must be of type string, got 'nothing'",
    )
  })
})
