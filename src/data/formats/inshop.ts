import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demand } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import type { Dataset, PublishedProtocol, Split } from '../dataset.ts'
import { withoutMissing } from '../withoutMissing.ts'
import { benchmarkFolder } from './benchmarkFolder.ts'
import { demandOnce } from './demandOnce.ts'
import { fileSource } from './fileSource.ts'
import { placeIn } from './placeIn.ts'
import { readList } from './readList.ts'

const partition = 'Eval/list_eval_partition.txt'

/** In-shop Clothes Retrieval of DeepFashion (Liu et al. 2016): 52,712 photos of 7,982 garments, from the folder that holds
 *  `Eval/list_eval_partition.txt` and `Img/img/` (or `img/`). Levels `category` (`WOMEN/Dresses`, by the path) and `item`.
 *  The published split: items that train, and others whose `query` images are looked for in the `gallery`.
 *  Images whose files are missing are listed in `skipped`. */
export async function inshop(directory: string): Promise<Dataset> {
  const root = benchmarkFolder('inshop', directory, {
    files: [partition],
    inside: 'In-shop Clothes Retrieval Benchmark',
  })
  const path = join(root, partition)
  const { heading, lines } = await readList(path, {
    form: '<image_name> <item_id> <train, query or gallery>',
    pattern: /^(img\/\S+\/\S+)\s+(\S+)\s+(train|query|gallery)$/,
    heading: [/^\d+$/, /^image_name\s+item_id\s+evaluation_status$/],
  })
  demand(lines.length === Number(heading[0]), {
    who: path,
    rule: `must list the ${heading[0]} images that its first line says`,
    value: lines.length,
    remedy: 'fetch the file again',
  })
  const images = lines.map(({ line, fields: [name, item, status] }) => ({
    name: name!,
    item: item!,
    split: status as Split,
    category: categoryOf(name!),
    where: `${path}: line ${line}`,
  }))
  demandOnce('an image', images)
  const place = existsSync(join(root, 'Img', 'img')) ? join(root, 'Img') : root
  const paths = images.map(({ name, where }) => placeIn(place, name, where))
  const dataset: Dataset = {
    name: 'inshop',
    size: images.length,
    names: images.map(({ name }) => name),
    levels: [
      buildLevel(
        'category',
        images.map(({ category }) => category),
      ),
      buildLevel(
        'item',
        images.map(({ item }) => item),
      ),
    ],
    splits: images.map(({ split }) => split),
    source: fileSource('inshop', paths),
    skipped: [],
    protocol: published,
  }
  return withoutMissing(dataset, paths, 'unpack img.zip in Img/, so that Img/img/ holds MEN/ and WOMEN/')
}

/** `img/WOMEN/Dresses/id_00000002/02_1_front.jpg` is of `WOMEN/Dresses`. */
const categoryOf = (name: string): string => name.split('/').slice(1, -2).join('/') || 'other'

/** Crops of 224, 112 images a batch, 2 of each item, 128 dimensions as for CUB (Roth et al. 2020, who leave this benchmark
 *  out), for the 40 epochs of Roth and Brattoli 2019, Deep metric learning baselines. */
const published: PublishedProtocol = {
  label: 'item',
  evaluateLabel: 'item',
  imageSize: 224,
  channels: 3,
  fit: 'cover',
  classesPerBatch: 56,
  samplesPerClass: 2,
  steps: 40 * Math.floor(25_882 / 112),
  embedding: 128,
}
