import { binary } from './factories.ts'

/** Whether a < b, elementwise, as booleans. */
export const less = binary({ onnx: 'Less', dtype: 'bool', vjp: null })
