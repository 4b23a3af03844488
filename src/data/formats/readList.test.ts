import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporary } from '../images.testing.ts'
import { readList } from './readList.ts'

const form = { form: '<id> <name>', pattern: /^(\d+)\s+(\S+)$/ }

function written(content: string | Uint8Array): string {
  const path = join(temporary(), 'list.txt')
  writeFileSync(path, content)
  return path
}

describe('readList', () => {
  it('gives the fields of each line with its number, whatever an editor made of line ends', async () => {
    const lines = [
      { line: 1, fields: ['1', 'a'] },
      { line: 3, fields: ['2', 'b'] },
    ]
    for (const text of ['1 a\n\n2 b\n', '\ufeff1 a\r\n\r\n2   b', '  1\ta\n \n2 b \n\n'])
      expect(await readList(written(text), form)).toEqual({ heading: [], lines })
  })

  it('gives the heading apart, and fails where it is another', async () => {
    const path = written('2\nid name\n1 a\n')
    const heading = [/^\d+$/, /^id name$/]
    expect(await readList(path, { ...form, heading })).toEqual({
      heading: ['2', 'id name'],
      lines: [{ line: 3, fields: ['1', 'a'] }],
    })
    await expect(readList(path, { ...form, heading: [/^\d+$/, /^name id$/] })).rejects.toThrow(
      `${path}: line 2: must read ^name id$, got 'id name'; fetch the file again`,
    )
  })

  it('fails on a line of another form, a missing file, a folder, and what is no UTF-8', async () => {
    const path = written('1 a\n2\n')
    await expect(readList(path, form)).rejects.toThrow(`${path}: line 2: must read <id> <name>, got '2'`)
    await expect(readList(`${path}.gone`, form)).rejects.toThrow('the file must be there and readable (ENOENT)')
    const folder = join(temporary(), 'list.txt')
    mkdirSync(folder)
    await expect(readList(folder, form)).rejects.toThrow('the file must be there and readable (EISDIR)')
    await expect(readList(written(Buffer.from('1 \xe9', 'latin1')), form)).rejects.toThrow('must be text in UTF-8')
  })
})
