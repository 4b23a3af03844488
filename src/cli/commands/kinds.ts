import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { imagePlaces } from '../../data/imagePlaces.ts'
import { cleanTemporaries, makeFolder, writeAtomically } from '../../files.ts'
import { kindsPage } from '../../report/kinds/kindsPage.ts'
import { kindFiles } from '../../runs/kindFiles.ts'
import type { KindsFound } from '../../runs/kindsOf.ts'
import { kindsOf } from '../../runs/kindsOf.ts'
import { loadSamples } from '../../runs/loadSamples.ts'
import { marginOf } from '../../runs/marginOf.ts'
import { intakeFor } from '../../runs/modelForm.ts'
import { modelOf } from '../../runs/modelOf.ts'
import { movedBackbone } from '../../runs/movedBackbone.ts'
import { configIn } from '../../runs/storedRun.ts'
import { readLog } from '../../train/log.ts'
import { progress } from '../../train/progress.ts'
import { closing } from '../closing.ts'
import { definitions } from '../definitions.ts'
import { invocation } from '../invocation.ts'
import { kindsJson } from '../kindsJson.ts'
import { kindsPageOf } from '../kindsPageOf.ts'
import { kindsHelp, kindsText } from '../kindsText.ts'
import { backboneWords, datasetWords } from '../options.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin kinds`: looks into the classes of a dataset by a run's model, and writes what it finds to be used. */
export function kinds(program: Command): void {
  program
    .command('kinds')
    .argument('<run>', 'a run folder')
    .argument('[dataset]', `${datasetWords} (default: the run's own)`)
    .description(
      'the kinds inside each class, which classes have collapsed, likely label errors and near-duplicates; as a page and as files to train on or to correct',
    )
    .option('--out <folder>', "where kinds.html and the .csv files go (default: the folder 'kinds' of the run)")
    .option('--label <level>', 'label whose classes are looked into (default: the one that the run was trained on)')
    .option('--evaluate-label <level>', 'finer label that the kinds are compared with (default: fine)')
    .option('--accept <label-errors.csv>', "take the suggested labels of the rows with yes in the column 'accept'")
    .option('--backbone <model.onnx>', backboneWords)
    .option('--json', 'print one JSON object with all of it')
    .addHelpText('after', () => `\nNumbers:\n${definitions(kindsHelp)}`)
    .action(async (run: string, dataset: string | undefined, given) => {
      const { out = join(run, 'kinds'), label, evaluateLabel, accept, backbone, json = false } = given
      const { settings, form } = configIn(run)
      const own = dataset === undefined || resolve(dataset) === resolve(settings.dataset)
      const source = { ...movedBackbone(settings, form, backbone), ...(dataset === undefined ? {} : { dataset }) }
      makeFolder(out)
      cleanTemporaries(out)
      const found = await closing(modelOf(run, intakeFor(form), settings.device), (embedder) =>
        closing(loadSamples(source, form), async (loaded) => {
          const kindsFound = await kindsOf(embedder, loaded, {
            label: label ?? (own ? settings.label : null),
            evaluateLabel: evaluateLabel ?? (own ? settings.evaluateLabel : null),
            margin: marginOf(settings),
            accept,
          })
          process.stderr.write(skippedText(kindsFound.skipped))
          await write(run, out, kindsFound)
          return kindsFound
        }),
      )
      process.stdout.write(
        json
          ? `${JSON.stringify({ run, dataset: source.dataset, out, ...kindsJson(found) })}\n`
          : `\n${run} on ${found.dataset.name}, by ${found.level.name}\n\n${kindsText(found)}\n\npage: ${join(out, 'kinds.html')}\nto train on: ${join(out, 'kinds.csv')}\nto correct: ${join(out, 'label-errors.csv')}\n`,
      )
    })
}

async function write(run: string, out: string, found: KindsFound): Promise<void> {
  const bar = progress({ total: found.kept.length, unit: 'images', label: 'writing images', after: 2000 })
  const onProgress = (done: number): void => bar.update(done)
  const places = await imagePlaces(found.dataset, found.kept, { folder: out, onProgress }).finally(() => bar.done())
  for (const [name, text] of Object.entries(kindFiles(found, places))) writeAtomically(join(out, name), text)
  const path = join(run, 'log.jsonl')
  const log = existsSync(path) ? readLog(path) : []
  writeAtomically(join(out, 'kinds.html'), kindsPage(await kindsPageOf(found, { command: invocation(), log })))
}
