import { binary } from './factories.ts'

/** Whether a or b, elementwise, as booleans. */
export const or = binary({ onnx: 'Or', dtype: 'bool', vjp: null })
