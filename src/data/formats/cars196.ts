import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demand, fail } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import type { Dataset, PublishedProtocol } from '../dataset.ts'
import { walkImages } from '../walkImages.ts'
import { withoutMissing } from '../withoutMissing.ts'
import { demandOnce } from './demandOnce.ts'
import { fileSource } from './fileSource.ts'
import { placeIn } from './placeIn.ts'
import { type MatValue, readMat } from './readMat.ts'

/** Cars196 (Krause et al. 2013): 16,185 photos of 196 models of cars, from a folder in one of three layouts:
 *  - `cars_annos.mat` and `car_ims/`;
 *  - `devkit/` with `cars_meta.mat` and `cars_train_annos.mat`, `cars_test_annos_withlabels.mat` there or beside it, and the
 *    images in `cars_train/` and `cars_test/`;
 *  - a folder for each of the 196 classes, at any depth, as copies have it.
 *  One level, `class`. The split is that of metric learning (Oh Song et al. 2016): classes 1 to 98 train, and 99 to 196 are
 *  searched among themselves. Images whose files are missing are listed in `skipped`. */
export async function cars196(directory: string): Promise<Dataset> {
  demand(directory !== '', { who: 'cars196', rule: 'a folder must be given', remedy: 'write cars196:DIRECTORY' })
  const root = resolve(directory)
  if (existsSync(join(root, 'cars_annos.mat'))) return listed(await ofAnnotations(root))
  if (existsSync(join(root, 'devkit', 'cars_meta.mat'))) return listed(await ofDevkit(root))
  return ofFolders(root)
}

/** The number of the last class that trains. */
const lastOfTraining = 98

interface Car {
  readonly name: string
  readonly path: string
  /** From 1. */
  readonly id: number
  readonly where: string
}

interface Cars {
  readonly classes: readonly string[]
  readonly cars: readonly Car[]
}

async function ofAnnotations(root: string): Promise<Cars> {
  const path = join(root, 'cars_annos.mat')
  const variables = await readMat(path)
  const classes = namesOf(path, variables)
  const cars = carsOf(path, variables, classes.length, 'relative_im_path')
  return { classes, cars: cars.map((car) => ({ ...car, path: placeIn(root, car.name, car.where) })) }
}

async function ofDevkit(root: string): Promise<Cars> {
  const meta = join(root, 'devkit', 'cars_meta.mat')
  const classes = namesOf(meta, await readMat(meta))
  const parts = [
    { folder: 'cars_train', file: 'cars_train_annos.mat' },
    { folder: 'cars_test', file: 'cars_test_annos_withlabels.mat' },
  ].map(async ({ folder, file }) => {
    const places = [join(root, 'devkit', file), join(root, file)]
    const path =
      places.find(existsSync) ??
      fail({
        who: 'cars196',
        rule: `${file} must lie in devkit/ or beside it`,
        value: root,
        remedy: 'fetch it: cars_test_annos.mat of the devkit does not say the classes',
      })
    const cars = carsOf(path, await readMat(path), classes.length, 'fname')
    return cars.map((car) => ({
      ...car,
      name: `${folder}/${car.name}`,
      path: placeIn(join(root, folder), car.name, car.where),
    }))
  })
  return { classes, cars: (await Promise.all(parts)).flat() }
}

/** The class names of a file, by number. */
function namesOf(path: string, variables: ReadonlyMap<string, MatValue>): string[] {
  const names = variables.get('class_names')
  demand(names?.kind === 'cells' && names.cells.length > 0, { who: path, rule: 'must hold cells class_names', remedy })
  return names.cells.map((name, i) =>
    name.kind === 'text' ? name.text : fail({ who: path, rule: `class name ${i + 1} must be text`, remedy }),
  )
}

function carsOf(
  path: string,
  variables: ReadonlyMap<string, MatValue>,
  classes: number,
  nameField: string,
): Omit<Car, 'path'>[] {
  const annotations = variables.get('annotations')
  demand(annotations?.kind === 'structs' && annotations.structs.length > 0, {
    who: path,
    rule: 'must hold structs annotations',
    remedy,
  })
  return annotations.structs.map((one, i) => {
    const where = `${path}: annotation ${i + 1}`
    const { [nameField]: file, class: kind } = one
    demand(file?.kind === 'text' && file.text !== '', { who: where, rule: `must have the text ${nameField}`, remedy })
    const id = kind?.kind === 'numbers' ? kind.numbers[0] : undefined
    demand(id !== undefined && Number.isInteger(id) && id >= 1 && id <= classes, {
      who: where,
      rule: `must have a class from 1 to ${classes}`,
      value: id ?? 'none',
      remedy,
    })
    return { name: file.text, id, where }
  })
}

const remedy = 'fetch the file again'

function listed({ classes, cars }: Cars): Promise<Dataset> {
  demandOnce('an image', cars)
  const paths = cars.map(({ path }) => path)
  const dataset: Dataset = {
    name: 'cars196',
    size: cars.length,
    names: cars.map(({ name }) => name),
    levels: [{ name: 'class', classes, labels: Int32Array.from(cars, ({ id }) => id - 1) }],
    splits: cars.map(({ id }) => (id <= lastOfTraining ? 'train' : 'test')),
    source: fileSource('cars196', paths),
    skipped: [],
    protocol: published,
  }
  return withoutMissing(dataset, paths, 'unpack the images beside the .mat files')
}

/** The published order of the classes is nearly that of their names: the first 98 are the same either way. */
async function ofFolders(root: string): Promise<Dataset> {
  const { files, skipped } = await walkImages(root)
  const inClasses = files.filter(({ segments }) => segments.length > 1)
  const level = buildLevel(
    'class',
    inClasses.map(({ segments }) => segments.at(-2)!.normalize('NFC')),
  )
  demand(level.classes.length === 196, {
    who: 'cars196',
    rule: 'the folder must hold cars_annos.mat, devkit/cars_meta.mat, or images in a folder for each of the 196 classes',
    value: `${level.classes.length} such folders in '${root}'`,
    remedy: 'complete the copy: which classes train is known by their order alone',
  })
  return {
    name: 'cars196',
    size: inClasses.length,
    names: inClasses.map(({ segments }) => segments.join('/')),
    levels: [level],
    splits: Array.from(level.labels, (c) => (c < lastOfTraining ? 'train' : 'test')),
    source: fileSource(
      'cars196',
      inClasses.map(({ path }) => path),
    ),
    skipped,
    protocol: published,
  }
}

/** Roth et al. 2020, as for CUB: crops of 224, 112 images a batch, 2 of each class, 128 dimensions, 150 epochs. */
const published: PublishedProtocol = {
  label: 'class',
  evaluateLabel: 'class',
  imageSize: 224,
  channels: 3,
  fit: 'cover',
  classesPerBatch: 56,
  samplesPerClass: 2,
  steps: 150 * Math.floor(8054 / 112),
  embedding: 128,
}
