/** ONNX's numbers for the element types that an exported model has (TensorProto.DataType). */
export const elementType = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10 } as const
