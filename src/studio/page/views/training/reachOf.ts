import type { Look } from '../../../api.ts'

/** How far the images of a run come from the middle at any step: one scale for all steps, so that growth is seen as growth. */
export const reachOf = (looks: readonly Look[]): number =>
  1.06 * looks.reduce((most, { xy }) => xy.reduce((a, value) => Math.max(a, Math.abs(value)), most), 1e-9)
