import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { csvText } from './csvText.ts'
import { readCsv } from './formats/manifest/readCsv.ts'

it('csvText quotes what would not stand by itself, and leaves the rest', () => {
  expect(csvText(['path', 'a;b'], [['x.jpg', 'say "hi"']])).toBe('path,"a;b"\r\nx.jpg,"say ""hi"""\r\n')
})

it('csvText is read back value for value, whatever the values', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'csv '))
  try {
    const values = ['plain', 'a,b', ' blanks ', 'two\nlines', '"', '=1+1', "it's", 'Käse 🧀', '</script>', 'tab\there']
    const file = join(folder, 'x.csv')
    await writeFile(
      file,
      csvText(
        ['path', 'label'],
        values.map((value, i) => [`${i}`, value]),
      ),
    )
    const { columns, rows } = await readCsv(file, () => 'each')
    expect(rows).toBe(values.length)
    const { codes, texts } = columns[1]!
    expect([...codes].map((code) => texts[code])).toEqual(values)
  } finally {
    await rm(folder, { recursive: true })
  }
})
