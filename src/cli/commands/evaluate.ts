import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { fail } from '../../errors.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { writeAtomically } from '../../files.ts'
import type { RocCurve } from '../../report/rocChart.ts'
import { rocChart } from '../../report/rocChart.ts'
import type { Data } from '../../runs/dataOf.ts'
import { dataOf } from '../../runs/dataOf.ts'
import { judgeEmbedder } from '../../runs/judgeEmbedder.ts'
import { levelWords } from '../../runs/levelWords.ts'
import { metricWords } from '../../runs/metricWords.ts'
import { intakeFor } from '../../runs/modelForm.ts'
import { modelOf } from '../../runs/modelOf.ts'
import { movedBackbone } from '../../runs/movedBackbone.ts'
import { configIn } from '../../runs/storedRun.ts'
import type { Embedder } from '../../train/embedder.ts'
import { closing } from '../closing.ts'
import { definitions } from '../definitions.ts'
import { demandPlace } from '../demandPlace.ts'
import { judgementText } from '../judgementText.ts'
import { dataOptions, datasetWords, settingsAmong } from '../options.ts'
import { wholeFrom, wholes } from '../parsers.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin evaluate`: judges a run's model, on its own dataset or another. */
export function evaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .argument('<run>', 'a run folder')
    .argument('[dataset]', `${datasetWords} (default: the run's own)`)
    .description(
      "judge a run's model: retrieval, verification and clusters by each label level, seen and unseen classes apart; few-shot accuracy; the collapse",
    )
    .addOption(
      new Option('--ks <numbers>', 'the K of Recall@K, Precision@K and NDCG@K (default: 1,2,4,8)').argParser(wholes),
    )
    .option('--lists <number>', 'the longest list of neighbours that is made (default: 2000)', wholeFrom(1))
    .option('--clusters', 'cluster the queries however many there are, which may take long')
    .option('--roc <file.svg>', 'draw true over false accept rates of all queries, by each label level')
    .option('--full', 'print every metric by every label level')
    .option('--json', 'print one JSON object with all of it')
    .addHelpText('after', () => `\nMetrics:\n${definitions(metricWords)}`)
  dataOptions(command).action(
    async (
      run: string,
      dataset: string | undefined,
      { json = false, full = false, ks, lists, clusters = false, roc, backbone, ...options },
    ) => {
      // Said before anything is judged.
      if (roc !== undefined) demandPlace(roc, '--roc')
      const { settings, form } = configIn(run)
      // Levels and unseen classes of the run's own dataset say nothing about another.
      const own = dataset === undefined || resolve(dataset) === resolve(settings.dataset)
      if (own) refuseRedivision(options)
      const other = own ? {} : { dataset, label: null, evaluateLabel: null, unseen: null, split: null, fold: null }
      const wanted = { ...movedBackbone(settings, form, backbone), ...other, ...settingsAmong(options) }
      const judgeOn = async (embedder: Embedder, data: Data): Promise<void> => {
        process.stderr.write(skippedText(data.skipped))
        const judgement = await judgeEmbedder(embedder, data, { ks, longest: lists, clusters })
        if (roc !== undefined)
          writeAtomically(roc, rocChart(curvesOf(judgement), { title: `${run} on ${data.dataset.name}` }))
        const { name } = data.dataset
        process.stdout.write(
          json
            ? `${JSON.stringify({ run, dataset: dataset ?? settings.dataset, judgement, skipped: data.skipped })}\n`
            : `\n${run} on ${name}\n\n${judgementText(judgement, embedder.dimension, { full })}\n`,
        )
      }
      await closing(modelOf(run, intakeFor(form), settings.device), (embedder) =>
        closing(dataOf(wanted, form, { trainedElsewhere: !own }), (data) => judgeOn(embedder, data)),
      )
    },
  )
}

/** The run's own dataset was divided before training: who was trained on cannot be said otherwise afterwards. */
function refuseRedivision({ label, unseen }: { readonly label?: string; readonly unseen?: readonly string[] }): void {
  const given =
    label !== undefined ? ['--label', label] : unseen !== undefined ? ['--unseen', unseen.join(',')] : undefined
  if (given)
    fail({
      who: given[0]!,
      rule: "the run's own dataset is divided as it was for training",
      value: given[1],
      remedy: 'leave it out, or evaluate another dataset',
    })
}

/** The curve of all queries by each level that has one. */
const curvesOf = ({ levels }: Judgement): RocCurve[] =>
  levels.flatMap(({ level, verification }) => {
    const all = verification?.all
    return all ? [{ name: `by ${levelWords(level).one}`, ...all.curve, auc: all.auc }] : []
  })
