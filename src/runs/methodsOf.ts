import { demand } from '../errors.ts'
import type { Method } from './comparison.ts'
import { methodNames } from './methodNames.ts'
import type { StoredRun } from './storedRun.ts'

/** Runs that differ in their seed alone are one method. */
export function methodsOf(runs: readonly StoredRun[]): Method[] {
  const groups = new Map<string, StoredRun[]>()
  for (const run of runs) {
    for (const name of ofTheData)
      demand(JSON.stringify(run.settings[name]) === JSON.stringify(runs[0]!.settings[name]), {
        who: run.folder,
        rule: `runs in one report must be of one ${words[name]}, '${runs[0]!.settings[name] ?? 'not set'}'`,
        value: run.settings[name] ?? 'not set',
        remedy: 'keep runs of different data in different folders',
      })
    demand(run.form.backbone?.sha256 === runs[0]!.form.backbone?.sha256, {
      who: run.folder,
      rule: `runs in one report must be of one backbone, here of SHA-256 ${runs[0]!.form.backbone?.sha256}`,
      value: run.form.backbone?.sha256,
      remedy: 'keep runs of different models in different folders',
    })
    const key = JSON.stringify({ ...run.settings, seed: 0 })
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const settings = [...groups.values()].map((group) => group[0]!.settings)
  const names = methodNames(settings).full
  return [...groups.values()].map((group, i) => ({
    name: names[i]!,
    settings: settings[i]!,
    runs: group.map(({ folder, settings: own, judgement }) => ({ seed: own.seed, folder, judgement })),
  }))
}

/** What decides which images are asked for and which are right. */
const words = {
  dataset: 'dataset',
  label: '--label',
  evaluateLabel: '--evaluate-label',
  unseen: '--unseen',
  split: '--split',
  fold: '--fold',
  imageSize: '--image-size',
  backbone: '--backbone',
  backboneOutput: '--backbone-output',
} as const
const ofTheData = Object.keys(words) as (keyof typeof words)[]
