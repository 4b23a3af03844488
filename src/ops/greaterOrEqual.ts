import { binary } from './factories.ts'

/** Whether a >= b, elementwise, as booleans. */
export const greaterOrEqual = binary({ onnx: 'GreaterOrEqual', dtype: 'bool', vjp: null })
