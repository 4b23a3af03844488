import type { Judgement } from '../evaluate/judge.ts'
import { progress } from '../train/progress.ts'
import type { Method } from './comparison.ts'
import { columnsOf } from './comparison.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { featureRows } from './featureRows.ts'
import { methodNames } from './methodNames.ts'
import { modelOf } from './modelOf.ts'
import type { QueryValues } from './queryValues.ts'
import { queryValues } from './queryValues.ts'
import type { Standing } from './standing.ts'
import { baselineAmong, contendersOf, standingOf } from './standing.ts'

/** How finished runs stand to one another, and to the features that they began with. Where every method was run once, its model
 *  embeds the queries again, so that single queries can be compared; null where there is one method and nothing else.
 *  @param baseline its name; the first stands for it where it failed */
export async function standingOfRuns(
  methods: readonly Method[],
  data: Data,
  untrained: Judgement | null,
  baseline?: string,
): Promise<Standing | null> {
  if (methods.length + (untrained ? 1 : 0) < 2) return null
  const { short } = methodNames(methods.map(({ settings }) => settings))
  const once = methods.every(({ runs }) => runs.length === 1)
  const queries = once ? await queriesOf(methods, data) : new Map<Method | null, QueryValues>()
  const contenders = contendersOf(methods, short, untrained, queries)
  const columns = columnsOf(data).filter(({ ofQueries }) => ofQueries !== undefined)
  return standingOf(contenders, columns, baselineAmong(contenders, baseline) ?? contenders[0]!)
}

/** Values of single queries by method; those of the features under null. */
async function queriesOf(methods: readonly Method[], data: Data): Promise<Map<Method | null, QueryValues>> {
  const found = new Map<Method | null, QueryValues>()
  const bar = progress({ total: methods.length + 1, unit: 'models', label: 'comparing queries', after: 2000 })
  try {
    const features = featureRows(data)
    if (features) {
      const { dimension, rows } = features
      found.set(null, await queryValues(data, { dimension, embed: async (of) => rows(of) }))
    }
    for (const [i, method] of methods.entries()) {
      bar.update(i + 1, method.name)
      const embedder = await modelOf(method.runs[0]!.folder, data.intake, 'cpu')
      try {
        const { dimension } = embedder
        found.set(method, await queryValues(data, { dimension, embed: (rows) => embedRows(embedder, data, rows) }))
      } finally {
        await embedder.close()
      }
    }
    return found
  } finally {
    bar.done('')
  }
}
