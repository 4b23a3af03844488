import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporary } from '../images.testing.ts'
import { knownBackbones } from './knownBackbones.ts'
import { readBackbones } from './readBackbones.ts'

function stored(content: unknown): string {
  const path = join(temporary(), 'list.json')
  fs.writeFileSync(path, JSON.stringify(content))
  return path
}

const least = {
  name: 'own',
  bytes: 10,
  sha256: '0'.repeat(64),
  url: 'https://example.org/own.onnx',
  width: 64,
  height: 32,
  dimension: 8,
}

describe('readBackbones', () => {
  it('reads what the list of the known ones is written as: that list itself is valid', () => {
    expect(readBackbones(stored(knownBackbones))).toEqual(knownBackbones)
  })

  it('fills in what may be left out', () => {
    expect(readBackbones(stored([least]))).toEqual([
      {
        ...least,
        about: '',
        licence: 'not stated',
        from: '',
        fit: 'cover',
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
        output: null,
        take: 'row',
      },
    ])
  })

  it('names the place of what is wrong', () => {
    const wrong: readonly [unknown, RegExp][] = [
      [{}, /must be a JSON array of backbones: Invalid input/],
      [[least, { ...least, sha256: 'ABC' }], /\[1\]\.sha256: a SHA-256 is of 64/],
      [[{ ...least, name: '../x' }], /\[0\]\.name: a name is of letters/],
      [[{ ...least, std: [1, 0, 1] }], /\[0\]\.std\[1\]/],
      [[{ ...least, colour: 1 }], /colour/],
      [[least, least], /each backbone must have a name of its own, got 'own'/],
    ]
    for (const [content, message] of wrong) expect(() => readBackbones(stored(content))).toThrow(message)
    expect(() => readBackbones('no-such-list.json')).toThrow('the file must exist')
  })
})
