import { join } from 'node:path'
import { demand, fail } from '../../errors.ts'
import type { Dataset, PublishedProtocol } from '../dataset.ts'
import { withoutMissing } from '../withoutMissing.ts'
import { benchmarkFolder } from './benchmarkFolder.ts'
import { demandOnce } from './demandOnce.ts'
import { fileSource } from './fileSource.ts'
import { placeIn } from './placeIn.ts'
import { type ListForm, readList } from './readList.ts'

/** CUB-200-2011 (Wah et al. 2011): 11,788 photos of 200 kinds of birds, from the folder that holds `images.txt`,
 *  `image_class_labels.txt`, `classes.txt` and `images/`, as its archive unpacks. One level, `class`. The split is that of
 *  metric learning (Oh Song et al. 2016): classes 1 to 100 train, and 101 to 200 are searched among themselves;
 *  `train_test_split.txt`, which is for classification, boxes, parts and attributes are left alone.
 *  Images whose files are missing are listed in `skipped`. */
export async function cub(directory: string): Promise<Dataset> {
  const root = benchmarkFolder('cub', directory, {
    files: ['images.txt', 'image_class_labels.txt', 'classes.txt'],
    inside: 'CUB_200_2011',
  })
  const images = await numbered(join(root, 'images.txt'), pairs('<image_id> <image_name>', /^(\d+)\s+(\S.*)$/))
  const classes = await numbered(join(root, 'classes.txt'), pairs('<class_id> <class_name>', /^(\d+)\s+(\S.*)$/))
  const labelList = join(root, 'image_class_labels.txt')
  const labels = await numbered(labelList, pairs('<image_id> <class_id>', /^(\d+)\s+(\d+)$/))

  const ids = [...classes.keys()].sort((a, b) => a - b)
  const position = new Map(ids.map((id, at) => [id, at]))
  const classOf = [...images].map(([image, { line }]) => {
    const label = labels.get(image)
    if (!label) {
      const rule = `must say the class of every image; image ${image} (line ${line} of images.txt) has none`
      return fail({ who: labelList, rule, remedy: 'fetch the file again' })
    }
    const id = Number(label.value)
    demand(position.has(id), {
      who: `${labelList}: line ${label.line}`,
      rule: `the class must stand in classes.txt`,
      value: id,
      remedy: 'fetch both files again',
    })
    return id
  })
  const names = [...images.values()].map(({ value }) => value)
  const paths = [...images.values()].map(({ value, line }) =>
    placeIn(join(root, 'images'), value, `${join(root, 'images.txt')}: line ${line}`),
  )
  const dataset: Dataset = {
    name: 'cub',
    size: names.length,
    names,
    levels: [
      {
        name: 'class',
        classes: ids.map((id) => classes.get(id)!.value),
        labels: Int32Array.from(classOf, (id) => position.get(id)!),
      },
    ],
    splits: classOf.map((id) => (id <= 100 ? 'train' : 'test')),
    source: fileSource('cub', paths),
    skipped: [],
    protocol: published,
  }
  return withoutMissing(dataset, paths, 'unpack images/ beside images.txt')
}

const pairs = (form: string, pattern: RegExp): ListForm => ({ form, pattern })

/** What stands behind each number of a list, and in which line. */
async function numbered(
  path: string,
  form: ListForm,
): Promise<Map<number, { readonly value: string; readonly line: number }>> {
  const { lines } = await readList(path, form)
  demandOnce(
    'a number',
    lines.map(({ line, fields: [number] }) => ({ name: number!, where: `${path}: line ${line}` })),
  )
  return new Map(lines.map(({ line, fields: [number, value] }) => [Number(number), { value: value!, line }]))
}

/** Roth et al. 2020, Revisiting training strategies and generalization performance in deep metric learning, and the
 *  defaults of its code: crops of 224, 112 images a batch, 2 of each class, 128 dimensions, 150 epochs of whole batches. */
const published: PublishedProtocol = {
  label: 'class',
  evaluateLabel: 'class',
  imageSize: 224,
  channels: 3,
  fit: 'cover',
  classesPerBatch: 56,
  samplesPerClass: 2,
  steps: 150 * Math.floor(5864 / 112),
  embedding: 128,
}
