import type { Layer } from '../layer.ts'

/** A network from images to features, of so many channels: what a head takes as its inputs. */
export interface Trunk extends Layer {
  readonly channels: number
}
