import { describe, expect, it } from 'vitest'
import { parseJson } from './json.ts'

describe('parseJson', () => {
  it('gives what JSON.parse gives', () => {
    const value = { a: [1, -2.5e3, 'é\n"\\', null, true, {}], b: { c: [] } }
    expect(parseJson(JSON.stringify(value, null, 2), 'x', { unique: true })).toEqual(value)
  })

  it.each([
    ['', 'ends too early at line 1, column 1'],
    ['{"a": 1', 'ends too early at line 1, column 8'],
    ['{"a": 1,\n "b": [1, 2', 'ends too early at line 2, column 12'],
    ['{"a": 1,\n "b": "unfinis', "line 2, column 7, got '\"unfinis'"],
    ['{"a": }', "line 1, column 7, got '}'"],
    ['{"a": 1}}', "line 1, column 9, got '}'"],
    ['[1 2]', "line 1, column 4, got '2]'"],
    ['[1,]', "line 1, column 4, got ']'"],
    ['[1}', "line 1, column 3, got '}'"],
    ['{1: 2}', "line 1, column 2, got '1: 2}'"],
    ['{"a" 1}', "line 1, column 6, got '1}'"],
    ['{"a": 01}', "line 1, column 8, got '1}'"],
    ['["a\nb"]', 'line 1, column 4'],
    ['<html>', "line 1, column 1, got '<html>'"],
    ['NaN', "line 1, column 1, got 'NaN'"],
  ])('names the place where %j stops being JSON', (text, place) => {
    expect(() => parseJson(text, 'runs/a/config.json')).toThrow(place)
    expect(() => parseJson(text, 'runs/a/config.json')).toThrow('runs/a/config.json: ')
  })

  it('refuses a name given twice only where that is asked, however the name is spelt', () => {
    const text = '{"x": {"a": 1, "\\u0061": 2}}'
    expect(parseJson(text, 'x')).toEqual({ x: { a: 2 } })
    expect(() => parseJson(text, 'x', { unique: true })).toThrow("must not give a name twice, got 'a'")
  })

  it('lets a name stand in two objects', () => {
    expect(parseJson('[{"a": 1}, {"a": {"a": 2}}]', 'x', { unique: true })).toEqual([{ a: 1 }, { a: { a: 2 } }])
  })
})
