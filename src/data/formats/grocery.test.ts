import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from '../images.testing.ts'
import { openDataset } from '../open.ts'
import { protocol } from '../protocol.ts'
import { shared } from '../shared.testing.ts'
import { grocery } from './grocery.ts'

// Brown-Cap-Mushroom lies in another folder in the test set, as it does in the published one.
const lists: Readonly<Record<string, string>> = {
  'train.txt': `train/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg, 0, 0
train/Fruit/Apple/Granny-Smith/Granny-Smith_001.jpg, 1, 0
train/Vegetables/Mushroom/Brown-Cap-Mushroom/Brown-Cap-Mushroom_001.jpg, 70, 34
`,
  'val.txt': 'val/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg, 0, 0\n',
  'test.txt': `test/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg, 0, 0
test/Vegetables/Brown-Cap-Mushroom/Brown-Cap-Mushroom_001.jpg, 70, 34
`,
  'classes.csv': `Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int),Iconic Image Path (str),Product Description Path (str)
Golden-Delicious,0,Apple,0,/iconic-images-and-descriptions/Fruit/Apple/Golden-Delicious/Golden-Delicious_Iconic.jpg,/x.txt
Granny-Smith,1,Apple,0,/x.jpg,/x.txt
Brown-Cap-Mushroom,70,Mushroom,34,/x.jpg,/x.txt
`,
}

async function copy(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = temporary()
  for (const [name, text] of Object.entries({ ...lists, ...changes })) writeFileSync(join(root, name), text)
  await plant(
    root,
    Object.values(lists).flatMap((text) => text.match(/^(train|val|test)\/[^,]+/gm) ?? []),
  )
  return root
}

describe('grocery', () => {
  it('reads classes by their numbers, wherever an image lies', async () => {
    const data = await grocery(await copy())
    expect(data.levels.map(({ name, classes, labels }) => [name, classes, [...labels]])).toEqual([
      ['super', ['Fruit', 'Vegetables'], [0, 0, 1, 0, 0, 1]],
      ['coarse', ['Fruit/Apple', 'Vegetables/Mushroom'], [0, 0, 1, 0, 0, 1]],
      [
        'fine',
        ['Fruit/Apple/Golden-Delicious', 'Fruit/Apple/Granny-Smith', 'Vegetables/Mushroom/Brown-Cap-Mushroom'],
        [0, 1, 2, 0, 0, 2],
      ],
    ])
    expect(data.splits).toEqual(['train', 'train', 'train', 'val', 'test', 'test'])
  })

  it('is recognised by its lists', async () => {
    const root = await copy()
    expect((await openDataset(root)).name).toBe('grocery')
    rmSync(join(root, 'val.txt'))
    expect((await openDataset(root)).levels.at(-1)!.classes).toContain('Vegetables/Brown-Cap-Mushroom')
    await expect(openDataset(`grocery:${root}`)).rejects.toThrow('val.txt is missing')
  })

  it('lists the images that are missing', async () => {
    const root = await copy()
    rmSync(join(root, 'val'), { recursive: true })
    expect((await grocery(root)).skipped).toEqual([
      { name: 'val/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg', reason: 'the file is missing' },
    ])
  })

  it('fails, naming file and line, where lists and classes do not fit together', async () => {
    const cases: [Readonly<Record<string, string>>, string][] = [
      [{ 'val.txt': 'val/Fruit/Apple/x.jpg, 9, 0\n' }, 'val.txt: line 1: classes 9 and 0 must stand in classes.csv'],
      [{ 'val.txt': 'val/Fruit/Apple/x.jpg, 0, 7\n' }, "fine and coarse in one line, got '0 and 0 there'"],
      [{ 'val.txt': 'val/Fruit/Apple/x.jpg 0 0\n' }, 'val.txt: line 1: must read <path>, <fine class>, <coarse class>'],
      [{ 'val.txt': 'val/Packages/x.jpg, 0, 0\n' }, "coarse class 0 must lie in one folder, 'Fruit', got 'Packages'"],
      [{ 'val.txt': lists['train.txt']! }, 'an image must stand once'],
      [{ 'classes.csv': `${lists['classes.csv']}Again,0,Apple,0\n` }, 'classes.csv: line 5: a class must stand once'],
      [{ 'classes.csv': 'x\n' }, 'classes.csv: line 1: must read ^Class Name'],
    ]
    for (const [changes, message] of cases) await expect(grocery(await copy(changes))).rejects.toThrow(message)
  })

  const real = shared('data/grocery')
  it.skipIf(!real)(
    'reads the published lists: 43 coarse and 81 fine classes; test is asked about, train the gallery',
    async () => {
      const data = await openDataset(real!)
      expect(data.levels.map(({ name, classes }) => [name, classes.length])).toEqual([
        ['super', 3],
        ['coarse', 43],
        ['fine', 81],
      ])
      const count = (split: string): number => data.splits!.filter((own) => own === split).length
      expect([count('train'), count('val'), count('test'), data.skipped]).toEqual([2640, 296, 2485, []])
      const { label, evaluateLabel, train, query, gallery } = protocol(data, Int32Array.from(data.names.keys()), {
        seed: 0,
      })
      expect([label.name, evaluateLabel.name, train.length, query.length]).toEqual(['coarse', 'fine', 2640, 2485])
      expect(gallery).toBe(train)
    },
  )
})
