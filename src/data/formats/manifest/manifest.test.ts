import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { labelLevel } from '../../dataset.ts'
import { plant, temporary } from '../../images.testing.ts'
import { openDataset } from '../../open.ts'
import { protocol } from '../../protocol.ts'
import { manifest } from './manifest.ts'

const photos = ['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png', 'b/5.png', 'b/6.png']

/** A manifest in a folder with the photos. */
async function written(text: string | Uint8Array, name = 'labels.csv'): Promise<string> {
  const root = temporary()
  await plant(root, photos)
  writeFileSync(join(root, name), text)
  return join(root, name)
}

const table = (heading: string, rows: readonly string[]): string =>
  `${heading}\n${photos.map((photo, i) => `${photo},${rows[i]}`).join('\n')}\n`

const kinds = ['cat,tom', 'cat,tom', 'cat,manx', 'cat,manx', 'dog,pug', 'dog,pug']

describe('manifest', () => {
  it('reads paths, labels and splits of a CSV file, which openDataset takes by its path', async () => {
    const path = await written(
      table(
        'path,kind,breed,split',
        kinds.map((kind, i) => `${kind},${i % 2 ? 'test' : 'train'}`),
      ),
    )
    const data = await openDataset(path)
    expect([data.name, data.names]).toEqual(['labels', photos])
    expect(data.levels.map(({ name, classes, labels }) => [name, classes, [...labels]])).toEqual([
      ['kind', ['cat', 'dog'], [0, 0, 0, 0, 1, 1]],
      ['breed', ['manx', 'pug', 'tom'], [2, 2, 0, 0, 1, 1]],
    ])
    expect(data.splits).toEqual(['train', 'test', 'train', 'test', 'train', 'test'])
    expect(data.source(2)).toEqual({ kind: 'file', path: join(dirname(path), 'b/3.png') })
    expect(() => data.source(6)).toThrow('there must be such an image')
    const { label, evaluateLabel, train, query } = protocol(data, Int32Array.from(photos.keys()), { seed: 0 })
    expect([label.name, evaluateLabel.name, [...train], [...query]]).toEqual(['kind', 'breed', [0, 2, 4], [1, 3, 5]])
  })

  for (const [what, text] of Object.entries({
    semicolons: table('path,kind,breed', kinds).replaceAll(',', ';'),
    tabs: table('path,kind,breed', kinds).replaceAll(',', '\t'),
    'a byte order mark, CRLF and blank lines': `\ufeff${table('path,kind,breed', kinds).replaceAll('\n', '\r\n\r\n')}`,
    'quotes and blanks': table('"path" , "kind",breed', kinds).replaceAll('cat', '"cat"'),
    'capitals, and another order': `Kind,BREED,Path\n${photos.map((photo, i) => `${kinds[i]},${photo}`).join('\n')}`,
    'a column without a name, as pandas writes the index': `,filename,kind,breed\n${photos.map((photo, i) => `${i},${photo},${kinds[i]}`).join('\n')}`,
    'backslashes and ./': table('file,kind,breed', kinds).replaceAll('a/', 'a\\').replaceAll('b/', './b/'),
  }))
    it(`takes ${what}`, async () => {
      const data = await manifest(await written(text, what === 'tabs' ? 'labels.tsv' : 'labels.csv'))
      expect([data.names, data.levels.map(({ classes }) => classes), data.skipped]).toEqual([
        photos,
        [
          ['cat', 'dog'],
          ['manx', 'pug', 'tom'],
        ],
        [],
      ])
    })

  it('takes values that hold separators, quotes and line ends', async () => {
    const path = await written(
      table('path,kind', ['"a, b"', '"a, b"', '"say ""x"""', '"say ""x"""', '"two\nlines"', '"two\nlines"']),
    )
    expect((await manifest(path)).levels[0]!.classes).toEqual(['a, b', 'say "x"', 'two\nlines'])
  })

  it('takes absolute paths, wherever they lead, and names of its own', async () => {
    const elsewhere = temporary()
    await plant(elsewhere, ['x.png', 'y.png'])
    const path = await written(
      `path,kind,name\n${join(elsewhere, 'x.png')},a,one\n${join(elsewhere, 'y.png')},a,two\na/1.png,b,three\na/2.png,b,four\n`,
    )
    const data = await manifest(path)
    expect([data.names, data.source(0)]).toEqual([
      ['one', 'two', 'three', 'four'],
      { kind: 'file', path: join(elsewhere, 'x.png') },
    ])
  })

  it('reads JSON lines, a missing key being no value', async () => {
    const rows = photos.map((path, i) => ({
      path,
      kind: i < 3 ? 'cat' : 'dog',
      year: 2020 + (i % 2),
      ...(i === 0 && { extra: [1] }),
    }))
    const data = await manifest(
      await written(`\ufeff${rows.map((row) => JSON.stringify(row)).join('\r\n\n')}`, 'labels.jsonl'),
    )
    expect(data.levels.map(({ name, classes }) => [name, classes])).toEqual([
      ['year', ['2020', '2021']],
      ['kind', ['cat', 'dog']],
    ])
    expect(data.usual).toEqual({ label: 'kind', evaluateLabel: 'kind' })
    expect(() => labelLevel(data, 'extra', '--label')).toThrow(
      "--label: column 'extra' is no label level: its values are nested; name one of these",
    )
  })

  it('lists missing images, and images without a label; fails where all are missing', async () => {
    const path = await written('path,label\na/1.png,x\na/gone.png,x\na/2.png,\nb/3.png,y\n')
    const data = await manifest(path)
    expect([data.names, data.skipped]).toEqual([
      ['a/1.png', 'b/3.png'],
      [
        { name: 'a/gone.png', reason: 'the file is missing' },
        { name: 'a/2.png', reason: 'it has no label' },
      ],
    ])
    await expect(manifest(await written('path,label\nx/1.png,x\n'))).rejects.toThrow(
      /of the 1 images that are listed, one at least must be there; the first is missing, got '.*1\.png'; paths are from the manifest's folder/,
    )
    expect(await manifest(await written('path,label\na/1.png,\n'))).toMatchObject({
      levels: [],
      passedOver: [{ name: 'label', reason: 'no row has a value in it' }],
    })
  })

  it('lists an image that is listed again, and fails where the rows differ', async () => {
    const again = await manifest(await written('path,label\na/1.png,x\n./a/1.png,x\nb/3.png,y\n'))
    expect([again.size, again.skipped.map(({ reason }) => reason)]).toEqual([
      2,
      ['listed again in row 2, with the same labels'],
    ])
    await expect(manifest(await written('path,label\na/1.png,x\na/1.png,y\n'))).rejects.toThrow(
      /labels\.csv: row 2: an image must stand once; in row 1 its 'label' is 'x', got 'y'; remove one of the rows of/,
    )
    await expect(manifest(await written('path,label,split\na/1.png,x,train\na/1.png,x,test\n'))).rejects.toThrow(
      "in row 1 its 'split' is 'train', got 'test'",
    )
  })

  it('follows links, and refuses relative paths that lead out of its folder', async () => {
    const path = await written('path,label\nlink/1.png,x\n')
    symlinkSync('a', join(dirname(path), 'link'))
    expect((await manifest(path)).size).toBe(1)
    for (const out of ['../x.png', 'a/../../x.png', '..'])
      await expect(manifest(await written(`path,label\n${out},x\n`))).rejects.toThrow(
        `row 1: a relative path must stay in the manifest's folder, got '${out}'; write it as an absolute path`,
      )
    expect((await manifest(await written('path,label\na/../b/3.png,x\na/..1.png,x\n'))).size).toBe(1)
  })

  const wrong: Readonly<Record<string, readonly [text: string | Uint8Array, message: string, name?: string]>> = {
    'an empty file': ['', "must have a heading and a row for each image, got 'an empty file'"],
    'a heading alone': ['path,label\n', "must have a row for each image, got 'none'"],
    'no column of paths': ['a/1.png,cat\n1,2\n', "there must be a column 'path'"],
    'a row that is too short': [
      'path,label\na/1.png,x\na/2.png\n',
      'line 3: a row must have as many values as the heading, 2, got 1',
    ],
    'a row that is too long': [
      'path,label\na/1.png,x,y\n',
      'line 2: a row must have as many values as the heading, 2, got 3',
    ],
    'a quote that is not closed': ['path,label\n"a/1.png,x\na/2.png,y\n', 'a quote that is opened must be closed'],
    'a quote inside a value': ['path,label\na/1.png,x"y"\n', 'line 2: the file must be well-formed CSV'],
    'a column twice': [
      'path,label,label\na/1.png,x,y\n',
      "every column must have a name of its own, got ''label' twice'",
    ],
    'bytes that are no UTF-8': [
      Buffer.from('path,label\na/1.png,caf\xe9\n', 'latin1'),
      'must be text in UTF-8; what follows byte 0 is not; save it as UTF-8',
    ],
    'UTF-16': [Buffer.from('\ufeffpath,label\na/1.png,x\n', 'utf16le'), 'must be text in UTF-8'],
    'a row without a path': ['path,label\na/1.png,x\n,y\n', "row 2: column 'path' must say where the image lies"],
    'an address': [
      'path,label\nhttps://example.org/1.png,x\n',
      'row 1: an image must lie in a file: nothing is fetched',
    ],
    'an unknown split': [
      'path,label,split\na/1.png,x,holdout\n',
      "row 1: a split must be 'train', 'val', 'test', 'query' or 'gallery', got 'holdout'",
    ],
    'a gallery without queries': [
      'path,label,split\na/1.png,x,gallery\na/2.png,x,train\n',
      'needs images that are looked for in it',
    ],
    'names that are no names': [
      'path,name\na/1.png,x\na/2.png,x\n',
      "row 2: column 'name' must give each image a name of its own, got ''x' of row 1 again'",
    ],
    'a line that is no JSON': ['{"path":"a/1.png"}\n{path}\n', 'line 2: must be one JSON object', 'x.jsonl'],
    'a line that is no object': [
      '{"path":"a/1.png"}\n["a/2.png"]\n',
      `line 2: must be one JSON object, got '["a/2.png"]'`,
      'x.jsonl',
    ],
    'a JSON document of many lines': ['[\n{"path":"a/1.png"}\n]\n', 'line 1: must be one JSON object', 'x.jsonl'],
    'a line without end': [`{"path":"${'x'.repeat(2 ** 21)}`, 'line 1: a line may have 1048576 characters', 'x.jsonl'],
    'an empty JSON lines file': ['\n', "must have a row for each image, got 'none'", 'x.jsonl'],
    'nested paths': ['{"path":{"a":1}}\n', "row 1: column 'path' must say where the image lies", 'x.jsonl'],
  }
  for (const [what, [text, message, name]] of Object.entries(wrong))
    it(`fails on ${what}`, async () => {
      await expect(manifest(await written(text, name))).rejects.toThrow(message)
    })

  it('fails on a file of another kind, and opens a folder that is named like one', async () => {
    const path = await written('x', 'list.txt')
    await expect(openDataset(path)).rejects.toThrow(
      /a folder is needed, or a file that lists images, got '.*list\.txt'; give a folder of images, a manifest \(\.csv, \.tsv, \.jsonl, \.ndjson, \.parquet\), or one of mnist:DIRECTORY/,
    )
    await expect(manifest(path)).rejects.toThrow('a manifest ends in .csv')
    const folder = join(dirname(path), 'folder.csv')
    mkdirSync(folder)
    await plant(folder, ['a/1.png', 'b/1.png'])
    expect((await openDataset(folder)).levels[0]!.classes).toEqual(['a', 'b'])
  })

  it('reads a million rows in seconds, and keeps no column that is no label', async () => {
    const root = temporary()
    await plant(
      root,
      Array.from({ length: 40 }, (_, i) => `c${i % 20}/${Math.floor(i / 20)}.png`),
    )
    const path = join(root, 'many.csv')
    const row = (_: unknown, i: number): string =>
      `c${i % 20}/${Math.floor(i / 20)}.png,kind ${i % 20},caption of ${i}\n`
    writeFileSync(path, `path,kind,caption\n${Array.from({ length: 1_000_000 }, row).join('')}`)
    const data = await manifest(path)
    expect([data.size, data.skipped.length, data.levels.map(({ name }) => name)]).toEqual([40, 999_960, ['kind']])
    expect(data.passedOver).toEqual([{ name: 'caption', reason: 'nearly every row has a value of its own' }])
  }, 300_000)
})
