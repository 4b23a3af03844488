import { openModel } from './openModel.ts'

/** What the inputs of a model are called. Fails where the bytes are no model.
 *  @param who complains */
export const inputNames = (model: Uint8Array, who: string): string[] =>
  openModel(model, who).graph.input.map(({ name }) => name)
