import { join } from 'node:path'
import { demand, fail } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import type { Dataset, Split } from '../dataset.ts'
import { withoutMissing } from '../withoutMissing.ts'
import { benchmarkFolder } from './benchmarkFolder.ts'
import { demandOnce } from './demandOnce.ts'
import { fileSource } from './fileSource.ts'
import { placeIn } from './placeIn.ts'
import { readList } from './readList.ts'

/** The lists of the Grocery Store dataset: a folder that directly holds them is one. */
export const groceryLists: readonly string[] = ['train.txt', 'val.txt', 'test.txt', 'classes.csv']

/** Grocery Store (Klasson et al. 2019): photos of 81 kinds of fruit, vegetables and packages, from the folder that holds
 *  `train.txt`, `val.txt`, `test.txt` and `classes.csv`. Levels `super` (`Fruit`, by the path), `coarse` (`Fruit/Apple`, 43) and
 *  `fine` (`Fruit/Apple/Royal-Gala`, 81), by the numbers of the lists and not by folders, which differ between the splits.
 *  Images whose files are missing are listed in `skipped`. */
export async function grocery(directory: string): Promise<Dataset> {
  const root = benchmarkFolder('grocery', directory, { files: groceryLists, inside: 'dataset' })
  const fineClasses = await classesOf(join(root, 'classes.csv'))
  const images = (await Promise.all((['train', 'val', 'test'] as const).map((split) => part(root, split)))).flat()
  demandOnce('an image', images)
  const supers = new Map<number, string>()
  const labels = images.map(({ name, fine, coarse, where }) => {
    const known = fineClasses.get(fine)
    demand(known !== undefined && known.coarse === coarse, {
      who: where,
      rule: `classes ${fine} and ${coarse} must stand in classes.csv, fine and coarse in one line`,
      ...(known && { value: `${fine} and ${known.coarse} there` }),
      remedy: 'fetch the lists again',
    })
    const top = name.split('/')[1]!
    const before = supers.get(coarse) ?? top
    if (before !== top)
      fail({
        who: where,
        rule: `coarse class ${coarse} must lie in one folder, '${before}'`,
        value: top,
        remedy: 'fetch the lists again',
      })
    supers.set(coarse, before)
    const outer = `${top}/${known.coarseName}`
    return { top, outer, inner: `${outer}/${known.name}` }
  })
  const paths = images.map(({ name, where }) => placeIn(root, name, where))
  const dataset: Dataset = {
    name: 'grocery',
    size: images.length,
    names: images.map(({ name }) => name),
    levels: [
      buildLevel(
        'super',
        labels.map(({ top }) => top),
      ),
      buildLevel(
        'coarse',
        labels.map(({ outer }) => outer),
      ),
      buildLevel(
        'fine',
        labels.map(({ inner }) => inner),
      ),
    ],
    splits: images.map(({ split }) => split),
    source: fileSource('grocery', paths),
    skipped: [],
  }
  return withoutMissing(dataset, paths, 'put the folders train/, val/ and test/ beside train.txt')
}

interface Listed {
  /** The path, as listed. */
  readonly name: string
  readonly fine: number
  readonly coarse: number
  readonly split: Split
  readonly where: string
}

async function part(root: string, split: Split): Promise<Listed[]> {
  const path = join(root, `${split}.txt`)
  const { lines } = await readList(path, {
    form: '<path>, <fine class>, <coarse class>',
    pattern: /^((?:train|val|test)\/[^/]+\/\S.*?),\s*(\d+),\s*(\d+)$/,
  })
  return lines.map(({ line, fields: [name, fine, coarse] }) => ({
    name: name!,
    fine: Number(fine),
    coarse: Number(coarse),
    split,
    where: `${path}: line ${line}`,
  }))
}

interface FineClass {
  readonly name: string
  readonly coarse: number
  readonly coarseName: string
}

async function classesOf(path: string): Promise<Map<number, FineClass>> {
  const { lines } = await readList(path, {
    form: '<class name>,<class id>,<coarse class name>,<coarse class id>,...',
    pattern: /^([^,]+),(\d+),([^,]+),(\d+)(?:,.*)?$/,
    heading: [/^Class Name/],
  })
  demandOnce(
    'a class',
    lines.map(({ line, fields }) => ({ name: fields[1]!, where: `${path}: line ${line}` })),
  )
  return new Map(
    lines.map(({ fields: [name, id, coarseName, coarse] }) => [
      Number(id),
      { name: name!, coarse: Number(coarse), coarseName: coarseName! },
    ]),
  )
}
