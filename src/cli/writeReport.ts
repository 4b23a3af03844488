import { join, resolve } from 'node:path'
import type { Judgement } from '../evaluate/judge.ts'
import { writeAtomically } from '../files.ts'
import type { Method } from '../runs/comparison.ts'
import { columnsOf } from '../runs/comparison.ts'
import type { Data } from '../runs/dataOf.ts'
import { tellingMethods } from '../runs/tellingMethods.ts'
import type { ReportWords } from '../studio/api.ts'
import { exportRuns } from '../studio/export/exportRuns.ts'
import { sampledEmbeddings } from '../studio/export/sampledEmbeddings.ts'
import { watchRuns } from '../studio/serve/runs/watchRuns.ts'
import { readLog } from '../train/log.ts'
import { progress } from '../train/progress.ts'

/** Methods whose images one file shows. */
const mostShown = 6

/** Writes the studio's views of the runs of some methods as one file, over a sample of the images: see sampledEmbeddings. Of each method
 *  the first run is shown, and the numbers and the training of all. It is written whole or not at all.
 *  Fails, naming the file, where the log or the model of a run is damaged.
 *  @param untrained judgement of the features on which the methods were trained; null: there are none */
export async function writeReport(
  path: string,
  methods: readonly Method[],
  data: Data,
  words: Omit<ReportWords, 'created'>,
  untrained: Judgement | null = null,
): Promise<void> {
  // What is damaged is said before anything is embedded.
  for (const { runs } of methods) for (const { folder } of runs) readLog(join(folder, 'log.jsonl'))
  const shown = tellingMethods(methods, columnsOf(data)[0]!, mostShown)
  const bar = progress({ total: 2 * shown.length, unit: 'steps', label: 'report', after: 500 })
  try {
    const sampled = await sampledEmbeddings(
      shown.map(({ name, settings, runs }) => ({ ...runs[0]!, name, settings })),
      data,
      { onProgress: bar.update },
    )
    const watched = await watchRuns(
      methods.flatMap(({ runs }) => runs.map(({ folder }) => folder)),
      { changed() {}, wrote() {} },
    )
    watched.close()
    const embeddingOf = new Map(shown.map(({ runs }, i) => [resolve(runs[0]!.folder), sampled[i]!]))
    const subtitle = [
      words.subtitle,
      shown.length < methods.length && someOf(shown, methods),
      untrained && featuresAlone(untrained, data),
    ]
    writeAtomically(
      path,
      await exportRuns(
        watched.list().map((run) => ({ run, prepared: embeddingOf.get(run.folder) ?? null })),
        { ...words, subtitle: subtitle.filter(Boolean).join(' '), created: new Date().toISOString() },
      ),
    )
  } finally {
    bar.done()
  }
}

const someOf = (shown: readonly Method[], methods: readonly Method[]): string =>
  `Of the ${methods.length} methods the images of ${shown.length} are shown: the pairs that differ most, and the best of the others.`

/** 'The features alone, without training: Recall@1 of ... 0.509.' */
function featuresAlone(untrained: Judgement, data: Data): string {
  const [headline] = columnsOf(data)
  const value = headline!.of(untrained)
  return value === null ? '' : `The features alone, without training: ${headline!.name} ${value.toFixed(3)}.`
}
