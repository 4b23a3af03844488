import { describe, expect, it } from 'vitest'
import type { Source } from './project/sources.ts'
import { packageOf, sourcesIn, targetOf } from './project/sources.ts'

/** The floors from the ground up: folders of src/, and on the ground its single files. */
const floors: readonly (readonly string[])[] = [
  ['errors', 'random', 'json', 'processes', 'files', 'lock', 'option', 'closest', 'checked', 'printable', 'quoted'],
  ['tensor'],
  ['ops', 'data'],
  ['distances', 'pairs', 'nn', 'autodiff', 'onnx', 'optim'],
  ['losses', 'runtime'],
  ['evaluate', 'search'],
  ['train', 'report'],
  ['runs', 'ship', 'theory'],
  ['sweep', 'studio'],
  ['cli'],
  ['index'],
]

/** Floors whose members may import one another, as long as no way leads back. */
const shared = [0, 3]

/** Files that alone may import a package. */
const owners: Readonly<Record<string, RegExp>> = {
  'onnxruntime-node': /^src\/runtime\//,
  'onnxruntime-web': /^src\/runtime\//,
  'onnxruntime-common': /^src\/runtime\//,
  'onnx-buf': /^src\/onnx\//,
  '@bufbuild/protobuf': /^src\/(onnx|train\/events)\//,
  sharp: /^src\/(data\/|report\/sprite\.(test\.)?ts$)/,
  undici: /^src\/data\/download\//,
  commander: /^src\/cli\//,
}

const sources = sourcesIn('src')

const isTest = (path: string): boolean => /\.(test|testing)\.ts$/.test(path)

/** `src/ops/add.ts` is of `ops`, `src/errors.test.ts` of `errors`. */
const roomOf = (path: string): string => path.split('/')[1]!.replace(/\..*$/, '')

const floorOf = (path: string): number => floors.findIndex((rooms) => rooms.includes(roomOf(path)))

/** Own files that a source imports. */
const targets = (source: Source, typesToo: boolean): string[] =>
  source.imports
    .filter(({ typesOnly }) => typesToo || !typesOnly)
    .flatMap((one) => targetOf(source, one) ?? [])
    .filter((path) => path !== source.path)

const product = sources.filter(({ path }) => !isTest(path))
const tests = sources.filter(({ path }) => isTest(path))

/** A way that ends where it began, or undefined. */
function cycle(edges: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>()
  const walk = (at: string, way: readonly string[]): string | undefined => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at].join(' -> ')
    if (done.has(at)) return undefined
    for (const next of edges.get(at) ?? []) {
      const found = walk(next, [...way, at])
      if (found) return found
    }
    done.add(at)
    return undefined
  }
  for (const start of edges.keys()) {
    const found = walk(start, [])
    if (found) return found
  }
  return undefined
}

describe('layers', () => {
  it('every folder of src/ stands on a floor', () => {
    const homeless = product.filter(({ path }) => floorOf(path) < 0)
    expect(homeless.map(({ path }) => path)).toEqual([])
  })

  it('a file stands above all that it imports, types too', () => {
    const wrong = product.flatMap((source) =>
      targets(source, true)
        .filter((target) => roomOf(target) !== roomOf(source.path))
        .filter((target) => {
          const [above, below] = [floorOf(source.path), floorOf(target)]
          return below > above || (below === above && !shared.includes(above))
        })
        .map((target) => `${source.path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('no way leads from a folder back to itself', () => {
    const edges = new Map<string, string[]>()
    for (const source of product) {
      const room = roomOf(source.path)
      const others = targets(source, true)
        .map(roomOf)
        .filter((other) => other !== room)
      edges.set(room, [...(edges.get(room) ?? []), ...others])
    }
    expect(cycle(edges)).toBeUndefined()
  })

  it('no way leads from a file back to itself', () => {
    expect(cycle(new Map(product.map((source) => [source.path, targets(source, false)])))).toBeUndefined()
  })

  it('types go in a circle in two places alone: a tensor knows its operator, a gradient rule the table of operators', () => {
    const allowed = /^src\/(tensor|ops)\//
    const edges = product
      .filter(({ path }) => !allowed.test(path))
      .map((source): [string, string[]] => [source.path, targets(source, true)])
    expect(cycle(new Map(edges))).toBeUndefined()
    const up = product
      .filter(({ path }) => /^src\/ops\//.test(path) && path !== 'src/ops/index.ts')
      .filter((source) => source.imports.some((one) => targetOf(source, one) === 'src/ops/index.ts' && !one.typesOnly))
    expect(up.map(({ path }) => path)).toEqual([])
  })

  it('tests and what helps them stand on their floor too, but may run what they test', () => {
    const wrong = tests.flatMap((source) =>
      targets(source, true)
        .filter((target) => floorOf(target) > Math.max(floorOf(source.path), floorOf('src/runtime/session.ts')))
        .filter((target) => !target.endsWith('.testing.ts') && floorOf(source.path) >= 0)
        .map((target) => `${source.path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('what the product runs is nothing of its tests', () => {
    const wrong = product.flatMap((source) => targets(source, true).filter(isTest))
    expect(wrong).toEqual([])
  })

  for (const [name, owner] of Object.entries(owners))
    it(`${name} is imported where it belongs alone`, () => {
      const users = sources.filter(({ imports }) => imports.some((one) => packageOf(one) === name))
      expect(users.map(({ path }) => path).filter((path) => !owner.test(path))).toEqual([])
    })
})
