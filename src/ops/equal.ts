import { binary } from './factories.ts'

/** Whether a = b, elementwise, as booleans. */
export const equal = binary({ onnx: 'Equal', dtype: 'bool', vjp: null })
