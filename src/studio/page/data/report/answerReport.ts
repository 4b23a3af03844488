import type { Comparison, Neighbours, TrainingLog } from '../../../api.ts'
import { reportComparison } from './reportComparison.ts'
import { type ReportRun, reportRun, rowInfo } from './reportRun.ts'
import { reportWall, type WallAsked } from './reportWall.ts'

/** Answers addresses out of what a report carries, as a server would: JSON as it is, numbers as base64 or as an array; undefined for
 *  what is not part of it. */
export function answerReport(embedded: Readonly<Record<string, unknown>>): (path: string) => unknown {
  const runs = new Map<string, ReportRun | null>()
  const runOf = (id: string): ReportRun | null => {
    if (!runs.has(id)) runs.set(id, reportRun(embedded, id))
    return runs.get(id)!
  }
  const links = new Map<string, Int32Array>()
  /** For each row of `a` the row of `b` with the same image, or -1. */
  const linkOf = (a: string, b: string): Int32Array | undefined => {
    const [from, to] = [runOf(a), runOf(b)]
    if (!from || !to) return undefined
    const key = `${a}/${b}`
    const alike = from.detail.images === to.detail.images
    if (!links.has(key)) {
      const places = alike ? null : new Map(to.names.map((name, row) => [name, row]))
      links.set(
        key,
        Int32Array.from(from.names, (name, row) => (places ? (places.get(name) ?? -1) : row)),
      )
    }
    return links.get(key)
  }
  return (path) => {
    const { pathname, searchParams } = new URL(path, 'http://report')
    const [, , kind, id = '', part, other] = pathname.split('/')
    const asked = list(searchParams.get('of')).map(Number)
    if (kind === 'compare') {
      const whole = embedded['/api/compare'] as Comparison | undefined
      return whole && reportComparison(whole, list(searchParams.get('runs')))
    }
    if (kind === 'wall') {
      const named = list(searchParams.get('runs')).flatMap((one) => {
        const run = runOf(one)
        return run ? [[one, run] as const] : []
      })
      if (named.length === 0) return undefined
      const place = (name: string): number => named.findIndex(([one]) => one === searchParams.get(name))
      return reportWall(named, (r, row) => linkOf(named[0]![0], named[r]![0])?.[row] ?? -1, {
        show: (searchParams.get('show') ?? 'all') as WallAsked['show'],
        turned: [place('wrong'), place('right')],
        className: searchParams.get('class') || null,
        level: searchParams.get('level') || named[0]![1].detail.evaluateLabel,
        from: Number(searchParams.get('from') ?? 0),
        count: Number(searchParams.get('count') ?? 30),
      })
    }
    if (kind === 'link') return part === undefined ? undefined : linkOf(id, part)
    if (kind === 'runs' && part === 'rows') {
      const run = runOf(id)
      return run ? rowInfo(run, asked) : undefined
    }
    if (kind === 'runs' && part === 'neighbours') {
      const run = runOf(id)
      const found = asked.map((row) => run?.neighbours(row, Number(searchParams.get('k') ?? 12)) ?? null)
      if (found.includes(null)) return undefined
      return asked.map((row, i): Neighbours => ({ row, neighbours: found[i]! }))
    }
    if (kind === 'runs' && part === 'log' && other === undefined) {
      const log = embedded[pathname] as TrainingLog | undefined
      const after = Number(searchParams.get('after') ?? -1)
      return log && { ...log, entries: log.entries.filter(({ step }) => step === undefined || step > after) }
    }
    return embedded[pathname]
  }
}

const list = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean)
