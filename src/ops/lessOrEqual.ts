import { binary } from './factories.ts'

/** Whether a <= b, elementwise, as booleans. */
export const lessOrEqual = binary({ onnx: 'LessOrEqual', dtype: 'bool', vjp: null })
