import { fail } from '../../errors.ts'
import type { ImageSource } from '../dataset.ts'

/** The images of a dataset that lie in files. @param who complains of an image that is not there */
export const fileSource =
  (who: string, paths: readonly string[]) =>
  (i: number): ImageSource => ({
    kind: 'file',
    path: paths[i] ?? fail({ who, rule: `images go from 0 to ${paths.length - 1}`, value: i }),
  })
