import { join } from 'node:path'
import { fail } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import type { Dataset, PublishedProtocol, Split } from '../dataset.ts'
import { withoutMissing } from '../withoutMissing.ts'
import { benchmarkFolder } from './benchmarkFolder.ts'
import { demandOnce } from './demandOnce.ts'
import { fileSource } from './fileSource.ts'
import { placeIn } from './placeIn.ts'
import { readList } from './readList.ts'

/** Stanford Online Products (Oh Song et al. 2016): 120,053 photos of 22,634 products, from the folder that holds
 *  `Ebay_train.txt`, `Ebay_test.txt` and `bicycle_final/`, ... Levels `super` (12 kinds of things, by their folders) and
 *  `product`. The published split has other products in training than in the test, which are searched among themselves.
 *  Images whose files are missing are listed in `skipped`. */
export async function sop(directory: string): Promise<Dataset> {
  const root = benchmarkFolder('sop', directory, {
    files: ['Ebay_train.txt', 'Ebay_test.txt'],
    inside: 'Stanford_Online_Products',
  })
  const images = [
    ...(await part(join(root, 'Ebay_train.txt'), 'train')),
    ...(await part(join(root, 'Ebay_test.txt'), 'test')),
  ]
  demandOnce(
    'an image',
    images.map(({ path, where }) => ({ name: path, where })),
  )
  demandOneKind(images)
  const paths = images.map(({ path, where }) => placeIn(root, path, where))
  const dataset: Dataset = {
    name: 'sop',
    size: images.length,
    names: images.map(({ path }) => path),
    levels: [
      buildLevel(
        'super',
        images.map(({ kind }) => kind),
      ),
      buildLevel(
        'product',
        images.map(({ kind, product }) => `${kind}/${product}`),
      ),
    ],
    splits: images.map(({ split }) => split),
    source: fileSource('sop', paths),
    skipped: [],
    protocol: published,
  }
  return withoutMissing(dataset, paths, 'unpack the folders bicycle_final, ... beside Ebay_train.txt')
}

interface Listed {
  readonly where: string
  readonly split: Split
  readonly product: string
  readonly kind: string
  readonly path: string
}

async function part(list: string, split: Split): Promise<Listed[]> {
  const { lines } = await readList(list, {
    form: '<image_id> <class_id> <super_class_id> <path>',
    pattern: /^\d+\s+(\d+)\s+\d+\s+((?!\/)\S[^/]*\/\S.*)$/,
    heading: [/^image_id\s+class_id\s+super_class_id\s+path$/],
  })
  return lines.map(({ line, fields: [product, path] }) => ({
    where: `${list}: line ${line}`,
    split,
    product: product!,
    kind: path!.slice(0, path!.indexOf('/')).replace(/_final$/, ''),
    path: path!,
  }))
}

function demandOneKind(images: readonly Listed[]): void {
  const kinds = new Map<string, Listed>()
  for (const image of images) {
    const before = kinds.get(image.product) ?? image
    if (before.kind !== image.kind) {
      const rule = `a product must be of one kind, and ${image.product} is of '${before.kind}' in ${before.where}`
      fail({ who: image.where, rule, value: image.kind, remedy: 'fetch the lists again' })
    }
    kinds.set(image.product, before)
  }
}

/** Roth et al. 2020 (as for CUB): crops of 224, 112 images a batch, 2 of each class, 128 dimensions, 100 epochs. Trained and
 *  judged by product, as all papers do; `--label super` trains on the 12 kinds. */
const published: PublishedProtocol = {
  label: 'product',
  evaluateLabel: 'product',
  imageSize: 224,
  channels: 3,
  fit: 'cover',
  classesPerBatch: 56,
  samplesPerClass: 2,
  steps: 100 * Math.floor(59_551 / 112),
  embedding: 128,
}
