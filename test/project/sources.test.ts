import { describe, expect, it } from 'vitest'
import { importsOf, packageOf, sourcesIn, targetOf } from './sources.ts'

describe('importsOf', () => {
  it('finds values, types, whole modules, side effects, re-exports and calls, over several lines too', () => {
    // The bars keep these lines from being imports of this file.
    const text = `
| import { a } from './a.ts'
| import type { B } from './b.ts'
| import * as c from 'c'
| import './d.ts'
| export { e } from './e.ts'
| export type * from './f.ts'
| import {
|   g,
|   type H,
| } from '@scope/g/inner'
| const i = await import('./i.ts')
| /** @typedef {import('./j.ts').J} J */`.replaceAll(/^\| /gm, '')
    expect(importsOf(text).map(({ from, typesOnly }) => `${from}${typesOnly ? ' types' : ''}`)).toEqual([
      './a.ts',
      './b.ts types',
      'c',
      './d.ts',
      './e.ts',
      './f.ts types',
      '@scope/g/inner',
      './i.ts',
      './j.ts types',
    ])
  })

  it('is not misled by exports that import nothing, nor by text that speaks of importing', () => {
    expect(importsOf("export const from = 'x'\nexport function f() { return 'y' }\n// import from 'z'\n")).toEqual([])
  })
})

describe('targetOf and packageOf', () => {
  const source = { path: 'src/ops/compose/gram.ts', imports: [] }
  const named = (from: string) => ({ from, typesOnly: false })

  it('tell own files by their path from the root, packages by their name', () => {
    expect(targetOf(source, named('../gemm.ts'))).toBe('src/ops/gemm.ts')
    expect(targetOf(source, named('sharp'))).toBeUndefined()
    expect(packageOf(named('../gemm.ts'))).toBeUndefined()
    expect(packageOf(named('vitest/node'))).toBe('vitest')
    expect(packageOf(named('@bufbuild/protobuf/wkt'))).toBe('@bufbuild/protobuf')
    expect(packageOf(named('node:fs/promises'))).toBe('node')
  })
})

describe('sourcesIn', () => {
  it('lists the files of a folder with what they import', () => {
    const gram = sourcesIn('src/ops').find(({ path }) => path === 'src/ops/compose/gram.ts')
    expect(gram?.imports.map(({ from }) => from)).toContain('../gemm.ts')
  })
})
