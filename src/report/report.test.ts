import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { estimate, method, reportOf } from './report.testing.ts'
import { reportHtml, writeReport } from './report.ts'

const nothing = { ...method('easiest'), runs: [], picture: null, neighbours: [] }

describe('reportHtml', () => {
  it('loads nothing: no address of a network, no import, and a policy that forbids both', () => {
    const html = reportHtml(reportOf())
    expect(html).not.toMatch(/(?:src|href|url|import)\s*[=(]?\s*["']?(?:https?:)?\/\//i)
    expect(html).not.toMatch(/<link|<iframe|<script[^>]+src/i)
    expect(html).not.toMatch(/^\s*(?:import|export)\b/m)
    expect(html).toContain("default-src 'none'")
  })

  it('escapes every text of a user, in tags, attributes and the embedded JSON', () => {
    const evil = `</script><script>alert(1)</script>"'\`&<img src=x onerror=alert(1)><!--`
    const data = reportOf()
    const html = reportHtml({
      ...data,
      title: evil,
      subtitle: evil,
      version: evil,
      command: evil,
      created: evil,
      dataset: { name: evil, images: 1, trainLabel: evil, evaluateLabel: `${evil}2`, judgedOn: evil },
      methods: data.methods.map((m) => ({ ...m, name: evil + m.name, loss: evil, negatives: evil })),
      items: data.items.map((i) => ({ ...i, name: evil, trainLabel: evil, fineLabel: evil })),
      table: {
        columns: [{ name: evil, definition: evil, better: 'higher' }],
        rows: data.table.rows,
        differences: data.table.differences,
        byClass: {
          name: evil,
          definition: evil,
          classes: [{ name: evil, seen: true }],
          rows: [[estimate(1), estimate(0)]],
        },
      },
    })
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<!--')
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    const json = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html)![1]!
    expect(JSON.parse(json).names[0]).toBe(evil)
  })

  it('is pure: the same data, the same bytes', () => {
    expect(reportHtml(reportOf())).toBe(reportHtml(reportOf()))
  })

  it('shows one method without pictures, runs and neighbours, leaving out what it has nothing for', () => {
    const html = reportHtml(
      reportOf({
        methods: [nothing],
        items: [],
        queries: [],
        sprite: null,
        table: { ...reportOf().table, rows: [[estimate(0.4, Number.NaN, 1)]], differences: [] },
      }),
    )
    for (const id of ['pictures', 'queries', 'training']) expect(html).not.toContain(`id="${id}"`)
    expect(html).toContain('one seed, no interval')
  })

  it('draws what there is of empty and broken curves', () => {
    const m = method('easiest')
    const curve = [
      { step: 1, loss: 1 },
      { step: 2, loss: Number.NaN },
      { step: 3, loss: 0.5 },
      { step: 4, loss: 0.4 },
    ]
    const html = reportHtml(
      reportOf({
        methods: [
          method('all'),
          {
            ...m,
            runs: [
              { seed: 0, curve, judged: [] },
              { seed: 1, curve: [], judged: [] },
            ],
          },
        ],
      }),
    )
    expect(html.split('<script')[0]).not.toContain('NaN')
    const empty = reportHtml(reportOf({ methods: [nothing, { ...m, runs: [{ seed: 0, curve, judged: [] }] }] }))
    expect(empty.match(/Not recorded\./g)).toHaveLength(2) // Recall@1 and effective rank
  })

  it('shows an en dash for what is not finite', () => {
    const table = {
      ...reportOf().table,
      rows: [[estimate(Number.NaN, Number.NaN, 0)], [estimate(Number.POSITIVE_INFINITY)]],
    }
    const html = reportHtml(reportOf({ table }))
    expect(html.split('<script')[0]).not.toMatch(/NaN|Infinity|undefined/)
    expect(html).toContain('<td>–</td>')
  })

  it('marks the best of a column by more than colour, and none in a column of equals', () => {
    expect(reportHtml(reportOf())).toContain('<b class="best">0.400<span class="sr"> (best)</span></b>')
    const equal = { ...reportOf().table, rows: [[estimate(0.3)], [estimate(0.3)]] }
    expect(reportHtml(reportOf({ table: equal }))).not.toContain('class="best"')
  })

  it('opens the headline pair only where there are many methods', () => {
    const methods = ['triplet', 'margin', 'contrastive'].flatMap((l) => [method('all', l), method('easiest', l)])
    const table = { ...reportOf().table, rows: methods.map(() => [estimate(0.3)]) }
    const html = reportHtml(reportOf({ methods, table }))
    expect(html.match(/data-toggle="\d" aria-pressed="true"/g)).toHaveLength(2)
    expect(html.match(/<figure class="picture" data-method="\d" hidden/g)).toHaveLength(4)
  })

  it('names what does not fit together', () => {
    expect(() => reportHtml(reportOf({ methods: [] }))).toThrow('at least one method')
    expect(() => reportHtml(reportOf({ queries: [9] }))).toThrow('indices of items, got 9')
    expect(() => reportHtml(reportOf({ table: { columns: [], rows: [], differences: [] } }))).toThrow(
      'a row for each method',
    )
    const short = { ...method('all'), picture: { kind: 'plane' as const, xy: [0, 1] } }
    expect(() => reportHtml(reportOf({ methods: [short, method('easiest')] }))).toThrow('each of 6 items, got 2')
    const sprite = { ...reportOf().sprite!, uri: 'x") } body { display: none' }
    expect(() => reportHtml(reportOf({ sprite }))).toThrow('data URI')
  })
})

describe('writeReport', () => {
  it('writes the file whole, and leaves the old one and no other where it fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'report '))
    const path = join(folder, 'report.html')
    await writeReport(path, reportOf())
    expect(await readFile(path, 'utf8')).toBe(reportHtml(reportOf()))
    await writeFile(path, 'old')
    await expect(writeReport(path, reportOf({ methods: [] }))).rejects.toThrow('at least one method')
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['report.html'])
    await rm(folder, { recursive: true })
  })
})
