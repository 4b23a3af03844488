import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'data'))
}, 120_000)
afterAll(() => nearkin.remove())

describe('compare', () => {
  it('prints the table, the paired difference and where the report is; resumed, it trains only what is missing', async () => {
    const args = ['compare', 'data', ...tiny, '--losses', 'triplet:swap,margin', '--seeds', '2', '--out', 'both']
    const call = nearkin.start(args)
    await call.until('3/8')
    call.child.kill('SIGKILL')
    await call.ended
    const model = (name: string): string => join(place, 'both', name, 'model.onnx')
    const first = model('triplet_swap-all-semihard-seed0')
    const before = statSync(first).mtimeMs
    const log = readFileSync(join(place, 'both/triplet_swap-all-semihard-seed0/log.jsonl'))

    const { code, out, err } = await nearkin.run([...args, '--resume'])
    expect(code).toBe(0)
    expect(err).toContain('1/8 triplet:swap, all, seed 0: finished already, in both/triplet_swap-all-semihard-seed0\n')
    expect(err).not.toMatch(/1\/8.*training/)
    expect(statSync(first).mtimeMs).toBe(before)
    expect(readFileSync(join(place, 'both/triplet_swap-all-semihard-seed0/log.jsonl'))).toEqual(log)
    expect(out).toContain("Mean and 95 % interval (Student's t) over 2 seeds. Columns: loss, positives.")
    expect(out).toMatch(/triplet:swap, all +triplet:swap, easiest +margin, all +margin, easiest/)
    expect(out).toMatch(/triplet:swap: easiest − all +margin: easiest − all/)
    expect(out).toMatch(/^MAP@R +[+-]?\d\.\d{3} ± \d\.\d{3}/m)
    expect(out).toContain('\nDifference to triplet:swap, all: paired over the seeds, 95 % interval (t).\n')
    expect(out).toMatch(/\nTold apart by Recall@1.*: \d of 6 pairs \(paired t,/)
    expect(out).toMatch(/\nreport: both\/report\.html\nlook closer: node \S*main\.js studio both\n$/)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)

    const printed = await nearkin.run([...args, '--resume', '--json', '--baseline', 'margin, all'])
    const result = JSON.parse(printed.out) as {
      baseline: string
      pairs: { first: string; second: string; holm: number; p: number }[]
      against: { name: string; metrics: Record<string, { mean: number; low: number; high: number }> }[]
      methods: { runs: unknown[] }[]
      differences: { loss: string; metrics: Record<string, { mean: number; half: number; n: number }> }[]
    }
    expect(result.methods.map(({ runs }) => runs.length)).toEqual([2, 2, 2, 2])
    expect(result.differences.map(({ loss }) => loss)).toEqual(['triplet:swap', 'margin'])
    expect(result.differences[0]!.metrics['MAP@R']!.n).toBe(2)
    expect([result.baseline, result.pairs.length]).toEqual(['margin, all', 6])
    expect(result.pairs.every(({ p, holm }) => holm >= p)).toBe(true)
    expect(result.against.map(({ name }) => name)).toEqual([
      'triplet:swap, all',
      'triplet:swap, easiest',
      'margin, easiest',
    ])
    const { mean, low, high } = result.against[0]!.metrics['MAP@R']!
    expect((low + high) / 2).toBeCloseTo(mean, 9)
  })

  it('sets methods that ran once against each other query by query', async () => {
    const args = ['compare', 'data', ...tiny, '--seeds', '1', '--out', 'once']
    const { code, out } = await nearkin.run(args)
    expect(code).toBe(0)
    expect(out).toContain('\nDifference to all positives: paired over the queries of one run each')
    expect(out).toMatch(/^easiest positives +[+-]?\d\.\d{3} (±|\()/m)
    expect(out).toMatch(/\nTold apart by Recall@1.*: [01] of 1 pair \(randomization test,/)
  })

  it('names the methods there are where the baseline is none, before anything is trained', async () => {
    const { code, err } = await nearkin.run(['compare', 'data', ...tiny, '--baseline', 'hardest', '--out', 'none'])
    expect(code).toBe(2)
    expect(err).toContain("--baseline: must be one of 'all positives', 'easiest positives', got 'hardest'\n")
    expect(existsSync(join(place, 'none'))).toBe(false)
  })

  it('goes on where a run fails: it is missing, told beneath the table, and the exit code is 1', async () => {
    const args = [
      'compare',
      'data',
      ...tiny,
      '--losses',
      'triplet:swap,margin',
      '--seeds',
      '2',
      '--out',
      'both',
      '--resume',
    ]
    const damaged = ['margin-all', 'margin-easiest'].map((name) =>
      join(place, 'both', readdirSync(join(place, 'both')).find((run) => run.startsWith(name))!, 'evaluation.json'),
    )
    const whole = damaged.map((path) => readFileSync(path))
    for (const path of damaged) writeFileSync(path, '{')
    const { code, out, err } = await nearkin.run(args)
    expect(code).toBe(1)
    expect(err).toMatch(/^failed: margin · all positives.*, seed 0, in both\/margin-all.*: .*evaluation\.json/m)
    expect(err).toContain('8/8')
    expect(out).toMatch(/\n\nfailed: margin · all positives.*\nfailed: margin · easiest positives.*\n\nreport: /)
    expect(out).toMatch(/^Recall@1 .*\(1 run\)/m)

    const printed = await nearkin.run([...args, '--json'])
    expect(printed.code).toBe(1)
    const { methods } = JSON.parse(printed.out) as { methods: { runs: unknown[]; failed: { seed: number }[] }[] }
    expect(methods.map(({ runs, failed }) => [runs.length, failed.map(({ seed }) => seed)])).toEqual([
      ...[
        [2, []],
        [2, []],
        [1, [0]],
        [1, [0]],
      ],
    ])
    for (const [i, path] of damaged.entries()) writeFileSync(path, whole[i]!)
    expect((await nearkin.run(args)).code).toBe(0)
  })

  it('does not overwrite an earlier comparison', async () => {
    const { code, err } = await nearkin.run(['compare', 'data', ...tiny, '--seeds', '1', '--out', 'both'])
    expect(code).toBe(1)
    expect(err).toMatch(
      /^both: a new run needs a folder without one, and this one holds a run, got 'report\.html'; go on with it by --resume/,
    )
  })

  it('has its report made again by `nearkin report`, every method in it', async () => {
    expect(await nearkin.run(['report', 'both'])).toMatchObject({ code: 0, out: 'report: both/report.html\n' })
    const html = readFileSync(join(place, 'both/report.html'), 'utf8')
    for (const rules of ['triplet:swap, all', 'triplet:swap, easiest', 'margin, all', 'margin, easiest'])
      expect(html).toContain(rules)
  })
})
