import { binary } from './factories.ts'

/** Whether a > b, elementwise, as booleans. */
export const greater = binary({ onnx: 'Greater', dtype: 'bool', vjp: null })
