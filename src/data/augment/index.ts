/** @file The steps of a recipe, by name. */
export { centerCrop } from './centerCrop.ts'
export { randomCrop } from './randomCrop.ts'
export { randomHorizontalFlip } from './randomHorizontalFlip.ts'
export { randomResizedCrop } from './randomResizedCrop.ts'
export { resize } from './resize.ts'
