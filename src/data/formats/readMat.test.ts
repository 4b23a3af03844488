import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporary } from '../images.testing.ts'
import { matOf } from './mat.testing.ts'
import { readMat } from './readMat.ts'

function written(bytes: Uint8Array): string {
  const path = join(temporary(), 'a.mat')
  writeFileSync(path, bytes)
  return path
}

const variables = {
  annotations: {
    structs: [
      { fname: '00001.jpg', class: 14, box: -1.5 },
      { fname: 'a', class: 300, box: 2 },
    ],
  },
  class_names: ['AM General Hummer SUV 2000', 'Acura'],
  n: 7,
}

const number = (value: number) => ({ kind: 'numbers', numbers: [value] })
const text = (value: string) => ({ kind: 'text', text: value })

describe('readMat', () => {
  for (const form of [{}, { packed: false }, { little: false }, { packed: false, little: false }])
    it(`reads structs, cells, text and numbers (${JSON.stringify(form)})`, async () => {
      const read = await readMat(written(matOf(variables, form)))
      expect(Object.fromEntries(read)).toEqual({
        annotations: {
          kind: 'structs',
          structs: [
            { fname: text('00001.jpg'), class: number(14), box: number(-1.5) },
            { fname: text('a'), class: number(300), box: number(2) },
          ],
        },
        class_names: { kind: 'cells', cells: [text('AM General Hummer SUV 2000'), text('Acura')] },
        n: number(7),
      })
    })

  it('fails on a file that is missing, no MATLAB file, or of version 7.3', async () => {
    await expect(readMat(join(temporary(), 'gone.mat'))).rejects.toThrow('the file must be there and readable (ENOENT)')
    for (const bytes of [Buffer.alloc(0), Buffer.from('text'), Buffer.alloc(500)])
      await expect(readMat(written(bytes))).rejects.toThrow('must be a MATLAB file of version 5 to 7')
    const later = matOf({})
    later.writeUInt16LE(0x200, 124)
    await expect(readMat(written(later))).rejects.toThrow('of 7.3 (HDF5); save it with -v7')
  })

  it('fails on a file that is cut off anywhere, and never reads beyond its end', async () => {
    const whole = matOf(variables, { packed: false })
    for (let length = 129; length < whole.length; length += 40) {
      const read = readMat(written(whole.subarray(0, length)))
      // Between two variables a shorter file is a whole one.
      await read.then(
        (found) => expect(found.size).toBeLessThan(3),
        (error: Error) => expect(error.message).toMatch('must be whole and well-formed'),
      )
    }
    await expect(readMat(written(matOf(variables).subarray(0, 200)))).rejects.toThrow('must be whole and well-formed')
  })

  it('fails on sizes that a file cannot hold, before it makes room for them', async () => {
    const bytes = matOf({ cells: ['a', 'b'] }, { packed: false })
    const at = bytes.indexOf(Buffer.from([2, 0, 0, 0, 5, 0, 0, 0]).subarray(0, 4), 150)
    bytes.writeUInt32LE(2 ** 31 - 1, at)
    await expect(readMat(written(bytes))).rejects.toThrow('are claimed where')
  })
})
