import type { Layer } from '../nn/layer.ts'
import type { Unreached } from '../onnx/import/unreached.ts'
import type { Normalisation } from '../train/intake.ts'
import type { FoundBackbone } from './foundBackbone.ts'
import type { BackboneModel } from './modelForm.ts'

/** What a head stands on where it is trained along with it: a backbone, or a network by its name. */
export interface Trunk {
  /** Images float32 [N, 3, H, W], on the trunk's scale, to maps, tokens or rows. */
  readonly layer: Layer
  readonly output: { readonly kind: 'rows' | 'map' | 'tokens'; readonly channels: number }
  readonly image: { readonly height: number; readonly width: number; readonly channels: 3 }
  readonly scale: Normalisation
  /** Whether its weights were trained before: what it gives is then worth something without training. */
  readonly pretrained: boolean
  /** The nodes of its file at which gradients stop before they reach weights that are to be trained.
   *  @param trained which ones, by the layer's names */
  readonly unreached: (trained: (name: string) => boolean) => readonly Unreached[]
  /** What a run must remember of its file; null: it has none. */
  readonly model: BackboneModel | null
  /** The file whose output, as it was trained before, is a row for each image: a head can be trained on these first. null: there
   *  is none, or its output must be pooled. */
  readonly found: FoundBackbone | null
}
