import { binary } from './factories.ts'

/** Whether a and b, elementwise, as booleans. */
export const and = binary({ onnx: 'And', dtype: 'bool', vjp: null })
