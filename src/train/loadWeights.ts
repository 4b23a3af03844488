import { extname } from 'node:path'
import { readSafetensors } from '../data/arrays/readSafetensors.ts'
import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { demand } from '../errors.ts'
import type { Layer, Weights } from '../nn/layer.ts'
import type { MatchOptions } from '../nn/matchWeights.ts'
import { matchWeights } from '../nn/matchWeights.ts'
import type { NumericArray } from '../tensor/array.ts'
import { fromBfloat16 } from '../tensor/fromBfloat16.ts'
import { fromFloat16 } from '../tensor/fromFloat16.ts'

/** A layer's weights out of a safetensors file, by PyTorch's or timm's usual names (`matchWeights` says which fit): float32, or
 *  float16, bfloat16 and float64 read as float32. `withWeights(layer, weights)` begins with them. Fails, naming the file,
 *  where it is not safetensors, is cut off, or does not hold exactly what the layer needs. */
export function loadWeights(layer: Layer, path: string, options: MatchOptions = {}): Weights {
  const extension = extname(path).toLowerCase()
  demand(!pickles.includes(extension), {
    who: path,
    rule: 'weights are read from safetensors: a pickle runs code when it is read',
    value: extension,
    remedy: "convert it in Python: safetensors.torch.save_file(model.state_dict(), 'model.safetensors')",
  })
  const { tensors } = readSafetensors(path)
  const arrays = Object.entries(tensors).map(([name, tensor]) => [name, arrayOf(tensor)] as const)
  return matchWeights(path, layer, Object.fromEntries(arrays), options)
}

const pickles = ['.pt', '.pth', '.bin', '.ckpt', '.pkl', '.tar']

function arrayOf({ dtype, shape, data }: StoredTensor): NumericArray {
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', shape, data }
    case 'F64':
      return { dtype: 'float32', shape, data: Float32Array.from(data) }
    case 'F16':
      return { dtype: 'float32', shape, data: fromFloat16(data) }
    case 'BF16':
      return { dtype: 'float32', shape, data: fromBfloat16(data) }
    case 'I64':
      return { dtype: 'int64', shape, data }
    case 'I32':
      return { dtype: 'int32', shape, data }
    case 'U8':
      return { dtype: 'uint8', shape, data }
    case 'BOOL':
      return { dtype: 'bool', shape, data }
  }
}
