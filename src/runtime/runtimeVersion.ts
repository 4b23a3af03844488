import { env } from 'onnxruntime-node'

/** The version of ONNX Runtime that models run in: another may add in another order. */
export const runtimeVersion: string = env.versions.node ?? env.versions.common
