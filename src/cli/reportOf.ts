import { join } from 'node:path'
import { spaced } from '../data/spaced.ts'
import type { Interval } from '../evaluate/interval.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { knn } from '../evaluate/knn.ts'
import { neighboursOf } from '../evaluate/neighbours.ts'
import { project } from '../evaluate/projection/project.ts'
import { random } from '../random.ts'
import type { Estimate, Neighbour, Picture, ReportData, ReportMethod, ReportRun } from '../report/data.ts'
import { sprite } from '../report/sprite.ts'
import type { Column, Method } from '../runs/comparison.ts'
import { classColumns, columnsOf, estimate, testOf } from '../runs/comparison.ts'
import type { Data } from '../runs/dataOf.ts'
import { embedRows } from '../runs/dataOf.ts'
import { ruleNames } from '../runs/lossOf.ts'
import { modelOf } from '../runs/modelOf.ts'
import { populationOf } from '../runs/population.ts'
import { tellingMethods } from '../runs/tellingMethods.ts'
import { version } from '../runs/version.ts'
import { readLog } from '../train/log.ts'
import { progress } from '../train/progress.ts'

export interface ReportWords {
  readonly title: string
  readonly subtitle: string
  /** The command that repeats it. */
  readonly command: string
}

/** Points of a picture, queries whose neighbours are shown, and neighbours of each. */
const mostItems = 1500
const shownQueries = 12
const shownNeighbours = 6

/** Everything the report shows of some methods: their runs' folders are read, and the first run of each method embeds
 *  the images again for the pictures.
 *  @param untrained judgement of the features on which the methods were trained; null: there are none */
export async function reportOf(
  compared: readonly Method[],
  data: Data,
  words: ReportWords,
  untrained: Judgement | null = null,
): Promise<ReportData> {
  const { protocol, pixels, dataset } = data
  const methods = tellingMethods(compared, columnsOf(data)[0]!)
  const { query, gallery, evaluateLabel, label } = protocol
  const population = populationOf(protocol)
  const shown = spaced(query, mostItems)
  const asked = chosen(population.rows, evaluateLabel.labels)
  // Each method is embedded, then laid out in the plane.
  const bar = progress({ total: 2 * methods.length, unit: 'steps', label: 'report', after: 500 })
  const views: View[] = []
  for (const [i, method] of methods.entries()) {
    bar.update(i, `embedding for ${method.name}`)
    views.push(await viewOf(method, data, shown, asked))
  }

  const rows = [...new Set([...shown, ...asked, ...views.flatMap(({ neighbours }) => neighbours.flat())])]
  const place = new Map(rows.map((row, i) => [row, i]))
  const pictures: Picture[] = []
  for (const [i, { name }] of methods.entries()) {
    bar.update(methods.length + i, `laying out ${name}`)
    pictures.push(await pictureOf(views[i]!, rows))
  }
  const fineOf = (row: number): number => evaluateLabel.labels[row]!
  const report: ReportData = {
    ...words,
    subtitle: [
      words.subtitle,
      methods.length < compared.length && someOf(methods, compared),
      untrained && featuresAlone(untrained, data),
    ]
      .filter(Boolean)
      .join(' '),
    dataset: {
      name: dataset.name,
      images: pixels.kept.length,
      trainLabel: label.name,
      evaluateLabel: evaluateLabel.name,
      judgedOn: population.words,
    },
    created: new Date().toISOString(),
    version,
    methods: methods.map((method, i): ReportMethod => {
      const { neighbours } = views[i]!
      return {
        name: method.name,
        loss: method.settings.loss,
        positives: ruleNames(method.settings).positives ?? 'no',
        negatives: ruleNames(method.settings).negatives ?? 'no',
        runs: method.runs.map(({ seed, folder }) => runOf(seed, folder)),
        picture: pictures[i]!,
        neighbours: neighbours.map((list, q) =>
          list.map((row): Neighbour => ({ item: place.get(row)!, right: fineOf(row) === fineOf(asked[q]!) })),
        ),
      }
    }),
    items: rows.map((row, i) => ({
      name: dataset.names[pixels.kept[row]!]!,
      trainLabel: label.classes[label.labels[row]!]!,
      fineLabel: evaluateLabel.classes[fineOf(row)]!,
      seen: !protocol.unseenClasses.has(fineOf(row)),
      thumbnail: i,
    })),
    queries: [...asked].map((row) => place.get(row)!),
    sprite: await sprite(pixels.batch(rows), {
      count: rows.length,
      height: pixels.height,
      width: pixels.width,
      channels: pixels.channels,
    }),
    table: {
      columns: columnsOf(data).map(({ name, definition, better }) => ({ name, definition, better })),
      rows: methods.map((method) => columnsOf(data).map((column) => estimateOf(estimate(column, method)))),
      differences: differencesOf(methods, columnsOf(data)[0]!),
      byClass: {
        name: `Recall@1 by ${evaluateLabel.name}`,
        definition: `share of queries of the ${evaluateLabel.name} whose nearest neighbour is of it${gallery ? '' : ', each without itself'}`,
        classes: classColumns(methods).map(({ name, seen }) => ({ name, seen })),
        rows: classColumns(methods).map((column) => methods.map((method) => estimateOf(estimate(column, method)))),
      },
    },
  }
  bar.update(2 * methods.length)
  bar.done()
  return report
}

/** Of every two methods, the later less the earlier one. */
const differencesOf = (methods: readonly Method[], column: Column): ReportData['table']['differences'] =>
  methods.flatMap((method, of) =>
    methods.slice(0, of).map((other, less) => ({
      of,
      less,
      estimate: estimateOf(testOf(column, method, other)?.difference ?? null),
    })),
  )

const someOf = (shown: readonly Method[], compared: readonly Method[]): string =>
  `Of the ${compared.length} methods these ${shown.length} are shown: the pairs that differ most, and the best of the others.`

/** 'The features alone, without training: Recall@1 of ... 0.509.' */
function featuresAlone(untrained: Judgement, data: Data): string {
  const [headline] = columnsOf(data)
  const value = headline!.of(untrained)
  return value === null ? '' : `The features alone, without training: ${headline!.name} ${value.toFixed(3)}.`
}

interface View {
  readonly dimension: number
  /** The embedding of a row of the data. */
  readonly embeddings: (row: number) => Float32Array
  /** For each asked query the rows of its neighbours. */
  readonly neighbours: readonly (readonly number[])[]
}

/** Some rows of a view in two dimensions. */
async function pictureOf({ embeddings, dimension }: View, rows: readonly number[]): Promise<Picture> {
  const laidOut = new Float32Array(rows.length * dimension)
  for (const [at, row] of rows.entries()) laidOut.set(embeddings(row), at * dimension)
  const { kind, xy } = await project({ embeddings: laidOut, dimension, seed: 0 })
  return { kind, xy }
}

async function viewOf({ runs }: Method, data: Data, shown: Int32Array, asked: Int32Array): Promise<View> {
  const embedder = await modelOf(runs[0]!.folder, data.intake, 'cpu')
  try {
    const { dimension } = embedder
    const galleryRows = populationOf(data.protocol).among
    const inGallery = await embedRows(embedder, data, galleryRows)
    const extra = Int32Array.from(new Set([...shown, ...asked]))
    const inExtra = await embedRows(embedder, data, extra)
    const at = new Map<number, Float32Array>()
    const keep = (rows: Int32Array, from: Float32Array): void => {
      for (const [i, row] of rows.entries()) at.set(row, from.subarray(i * dimension, (i + 1) * dimension))
    }
    keep(galleryRows, inGallery)
    keep(extra, inExtra)
    const queries = new Float32Array(asked.length * dimension)
    for (const [i, row] of asked.entries()) queries.set(at.get(row)!, i * dimension)
    const neighbours: number[][] = []
    // One more than is shown: where the gallery is the queries themselves, each finds itself.
    for await (const block of knn({ queries, gallery: inGallery, dimension, k: shownNeighbours + 1 }))
      for (let i = 0; i < block.count; i++) {
        const rows = [...neighboursOf(block, i)].filter((n) => n >= 0).map((n) => galleryRows[n]!)
        neighbours.push(rows.filter((row) => row !== asked[block.start + i]).slice(0, shownNeighbours))
      }
    return { dimension, embeddings: (row) => at.get(row)!, neighbours }
  } finally {
    await embedder.close()
  }
}

function runOf(seed: number, folder: string): ReportRun {
  const entries = readLog(join(folder, 'log.jsonl'))
  const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
  return {
    seed,
    curve: entries
      .filter(({ loss }) => loss !== undefined)
      .map(({ step, loss }) => ({ step: number(step), loss: number(loss) })),
    judged: entries
      .filter(({ recallAt1 }) => recallAt1 !== undefined)
      .map(({ step, recallAt1, effectiveRank }) => ({
        step: number(step),
        recallAt1: number(recallAt1),
        effectiveRank: number(effectiveRank),
      })),
  }
}

const estimateOf = (value: Interval | null): Estimate =>
  value === null
    ? { mean: Number.NaN, halfWidth: Number.NaN, n: 0 }
    : { mean: value.mean, halfWidth: value.half ?? Number.NaN, n: value.n }

/** Seeded queries, of as many different classes as there are. */
function chosen(rows: Int32Array, labels: Int32Array): Int32Array {
  const shuffled = random('report queries').shuffle(Int32Array.from(rows))
  const turn = new Map<number, number>()
  const ranked = [...shuffled].map((row) => {
    const round = turn.get(labels[row]!) ?? 0
    turn.set(labels[row]!, round + 1)
    return { row, round }
  })
  const picked = ranked.sort((a, b) => a.round - b.round).slice(0, shownQueries)
  return Int32Array.from(
    picked.sort((a, b) => labels[a.row]! - labels[b.row]!),
    ({ row }) => row,
  )
}
