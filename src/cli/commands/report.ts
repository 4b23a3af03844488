import { join } from 'node:path'
import type { Command } from 'commander'
import { demand } from '../../errors.ts'
import { writeReport } from '../../report/report.ts'
import { closing } from '../closing.ts'
import type { Method } from '../comparison.ts'
import { dataOf } from '../dataOf.ts'
import { demandPlace } from '../demandPlace.ts'
import { invocation } from '../invocation.ts'
import { judgeFeatures } from '../judgeFeatures.ts'
import { methodNames } from '../methodNames.ts'
import { movedBackbone } from '../movedBackbone.ts'
import { backboneWords } from '../options.ts'
import { reportOf } from '../reportOf.ts'
import type { StoredRun } from '../storedRun.ts'
import { storedRuns } from '../storedRun.ts'

/** `nearkin report`: the report of a run or of a comparison, made again from what their folders hold. */
export function report(program: Command): void {
  program
    .command('report')
    .argument('<run>', 'a run folder, or the folder of a comparison')
    .option('-o, --output <file>', 'where it goes (default: report.html in the folder)')
    .option('--backbone <model.onnx>', backboneWords)
    .description('make the report again, of one run or of a comparison')
    .action(async (folder: string, { output = join(folder, 'report.html'), backbone }) => {
      const runs = storedRuns(folder)
      demandPlace(output)
      const methods = methodsOf(runs)
      const { settings, form } = runs[0]!
      await closing(dataOf(movedBackbone(settings, form, backbone), form), async (data) => {
        const words = {
          title: data.dataset.name,
          subtitle: methods.length === 1 ? `${methods[0]!.name}.` : `${methods.length} methods on the same data.`,
          command: invocation(),
        }
        await writeReport(output, await reportOf(methods, data, words, await judgeFeatures(data)))
        process.stdout.write(`report: ${output}\n`)
      })
    })
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

/** Runs that differ in their seed alone are one method. */
function methodsOf(runs: readonly StoredRun[]): Method[] {
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
