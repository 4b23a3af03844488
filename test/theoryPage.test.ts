import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TheoryNumbers } from '../pages/theoryPage.ts'
import { figuresOf, withTables } from '../pages/theoryPage.ts'
import { main, variations } from '../pages/theoryRuns.ts'
import { runsIn } from '../src/theory/collapseExperiment.ts'
import { configurationLosses } from '../src/theory/configurations.ts'
import { populationOf } from '../src/theory/population.ts'
import { textOf } from './project/markdown.ts'
import { root } from './project/sources.ts'

const folder = join(root, 'docs/images/theory')
const numbers = JSON.parse(readFileSync(join(folder, 'numbers.json'), 'utf8')) as TheoryNumbers
const page = textOf('docs/theory.md')

describe('docs/theory.md', () => {
  it('has the tables and the figures that its numbers make: else run `npm run theory -- none`', () => {
    expect(withTables(page, numbers)).toBe(page)
    const figures = figuresOf(numbers)
    for (const { name, svg } of figures) expect(readFileSync(join(folder, `${name}.svg`), 'utf8')).toBe(svg)
    expect(readdirSync(folder).sort()).toEqual(['numbers.json', ...figures.map(({ name }) => `${name}.svg`)].sort())
  })

  it('shows figures that are there, each below 100 kB', () => {
    const shown = [...page.matchAll(/\]\((images\/theory\/[\w.-]+)\)/g)].map(([, path]) => path!)
    expect(shown.length).toBeGreaterThan(3)
    for (const path of shown) expect(statSync(join(root, 'docs', path)).size).toBeLessThan(100_000)
  })

  it('has numbers of every run and of every variation: else run `npm run theory`', () => {
    expect(numbers.main).toHaveLength(runsIn(main))
    expect(Object.keys(numbers.variations)).toEqual(Object.keys(variations))
  })

  it('has the expectations of the two configurations as they are computed today', () => {
    const population = populationOf(main)
    for (const { loss: name, positives, noise, collapsed, spread } of numbers.main) {
      const { loss, learnBeta } = main.losses.find((one) => one.name === name)!
      const computed = configurationLosses({ ...main, population, loss, learnBeta, positives }, noise)
      expect(computed.collapsed).toBeCloseTo(collapsed, 4)
      expect(computed.spread).toBeCloseTo(spread, 4)
    }
  })

  it('shows what it claims: collapse wherever it is proven for all positives, none with the easiest', () => {
    for (const { positives, statement, ratio, expected, collapsed } of numbers.main) {
      if (statement === 'collapse') {
        expect(ratio).toBeLessThan(0.05)
        // No place has a lower expectation; float32 alone blurs it.
        expect(expected).toBeGreaterThan(collapsed * 0.9999)
      }
      if (positives === 'easiest') expect(ratio).toBeGreaterThan(0.05)
      if (statement === 'no collapse') expect(expected).toBeLessThan(collapsed)
    }
  })
})
