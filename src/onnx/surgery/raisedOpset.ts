import { demand } from '../../errors.ts'
import { openModel } from './openModel.ts'

/** The newest operator set that models are written in. */
const newest = 21

/** Operators by the oldest set from which on, up to the newest, a node of theirs means the same. */
const unchanged: Readonly<Record<string, number>> = {
  ...since(1, [
    'Conv',
    'ConvTranspose',
    'MatMul',
    'GlobalAveragePool',
    'GlobalMaxPool',
    'Transpose',
    'Gather',
    'Concat',
  ]),
  ...since(1, ['Relu', 'Sigmoid', 'Tanh', 'Erf', 'Exp', 'Log', 'Sqrt', 'Abs', 'Neg', 'Floor', 'Ceil', 'Reciprocal']),
  ...since(1, [
    'Identity',
    'LeakyRelu',
    'HardSigmoid',
    'Elu',
    'Softplus',
    'Shape',
    'Not',
    'Constant',
    'ConstantOfShape',
  ]),
  ...since(6, ['Cast', 'Tile']),
  ...since(7, ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'PRelu', 'Less', 'Greater', 'Equal', 'And', 'Or']),
  ...since(8, ['Max', 'Min', 'Expand', 'MaxPool']),
  ...since(9, ['Flatten', 'Where', 'BatchNormalization', 'MatMulInteger', 'ConvInteger']),
  ...since(10, ['QuantizeLinear', 'DequantizeLinear', 'QLinearConv', 'QLinearMatMul', 'Slice']),
  ...since(11, ['Gemm', 'Clip', 'Pad', 'DynamicQuantizeLinear', 'Range', 'AveragePool']),
  ...since(13, ['Softmax', 'LogSoftmax', 'Squeeze', 'Unsqueeze', 'ReduceSum']),
  ...since(14, ['HardSwish', 'Reshape']),
  ...since(17, ['LayerNormalization']),
  ...since(18, ['ReduceMean', 'ReduceMax', 'ReduceL2', 'Split', 'Resize']),
  ...since(20, ['Gelu']),
}

/** A model in the newest operator set, where every one of its nodes means the same there. Reshape of older sets is taken where
 *  it copies no dimension of 0. Fails, naming the operator, where one means something else.
 *  @param who complains: the model's file */
export function raisedOpset(model: Uint8Array, who: string): Uint8Array {
  const open = openModel(model, who)
  const { proto, graph, constants } = open
  const own = proto.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')
  demand(own, { who, rule: 'the model must say its operator set' })
  for (const { opType, domain, input } of graph.node) {
    if (domain !== '' && domain !== 'ai.onnx') continue
    // allowzero, of set 14, is off unless it is asked for.
    const from =
      opType === 'Reshape' && constants.has(input[1] ?? '') ? 5 : (unchanged[opType] ?? Number.POSITIVE_INFINITY)
    demand(Number(own.version) >= from, {
      who,
      rule: `the model must be of operators that operator set ${newest} has in the same form`,
      value: `${opType} of set ${own.version}`,
      remedy: 'export it again in a newer operator set (opset_version=18 or more)',
    })
  }
  own.version = BigInt(newest)
  if (proto.irVersion < 10n) proto.irVersion = 10n
  // Old files list their constants among their inputs.
  graph.input = graph.input.filter(({ name }) => !constants.has(name))
  return open.bytes()
}

function since(version: number, operators: readonly string[]): Record<string, number> {
  return Object.fromEntries(operators.map((operator) => [operator, version]))
}
