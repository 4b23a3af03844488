import { dirname } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import type { ModelProto } from 'onnx-buf'
import { ModelProtoSchema } from 'onnx-buf'
import { demand, fail } from '../errors.ts'
import { readBytes } from '../files.ts'
import { externalData } from './externalData.ts'
import type { ModelGraph } from './graph.ts'
import { readGraph } from './readGraph.ts'

export interface ReadModelOptions {
  /** What bytes are called in messages. Default 'model'. */
  readonly name?: string
  /** The folder in which files of weights are looked for. Default: the file's own; for bytes there is none. */
  readonly folder?: string
}

/** Operator sets that are read: from the oldest that exporters still write to the newest that the runtime takes. */
const [oldest, newest] = [9, 26]

/** Reads any ONNX model, from a file or from bytes, as plain checked data: its graph, its numbers (those of files beside it too),
 *  its operator sets. Numbers of half, brain and double precision become float32.
 *  Fails, naming the file and the node or tensor, where it is no ONNX model, cut off, or damaged (a circle, a name that nothing
 *  makes or that is made twice, fewer numbers than the dimensions say), where weights of other files are missing or lie outside
 *  of the folder, and where it needs operator sets that are not read or brings functions of its own. */
export function readModel(source: string | Uint8Array, options: ReadModelOptions = {}): ModelGraph {
  const path = typeof source === 'string' ? source : undefined
  const file = options.name ?? path ?? 'model'
  const bytes = typeof source === 'string' ? readBytes(source) : source
  const model = parsed(bytes, file)
  const opsets = opsetsOf(model, file)
  demand(model.functions.length === 0, {
    who: file,
    rule: 'functions that a model brings along are not read',
    value: model.functions.map(({ name }) => name).slice(0, 5),
    remedy: 'write them out, in Python by onnx.inliner.inline_local_functions, and save the model again',
  })
  const outside = externalData(file, options.folder ?? (path === undefined ? undefined : dirname(path)))
  const body = readGraph(model.graph!, { file, opsets, outside })
  return {
    ...body,
    file,
    opset: opsets.get('')!,
    opsets,
    producer: model.producerName,
    metadata: new Map(model.metadataProps.map(({ key, value }) => [key, value])),
  }
}

function parsed(bytes: Uint8Array, file: string): ModelProto {
  const rule = 'must be a whole ONNX model'
  demand(bytes.length > 0, { who: file, rule, value: 'an empty file', remedy })
  let model: ModelProto
  try {
    model = fromBinary(ModelProtoSchema, bytes)
  } catch (cause) {
    return fail({ who: file, rule, value: `${bytes.length} bytes that are ${formOf(bytes)}`, remedy, cause })
  }
  demand(model.graph && model.opsetImport.length > 0, {
    who: file,
    rule,
    value: `${bytes.length} bytes without ${model.graph ? 'operator sets' : 'a graph'}`,
    remedy,
  })
  return model
}

const remedy = 'restore the file from a copy, or export the model again'

/** What the bytes are, where their beginning tells. */
function formOf(bytes: Uint8Array): string {
  const begins = (text: string): boolean => [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0))
  if (begins('PK\x03\x04')) return 'a zip archive, as PyTorch saves weights: export the model to ONNX'
  if (begins('\x80\x02')) return 'a Python pickle, as PyTorch once saved weights: export the model to ONNX'
  if (begins('\x89HDF')) return 'an HDF5 file'
  if (begins('version https://git-lfs')) return 'a pointer of Git LFS: fetch the file itself by git lfs pull'
  if (bytes[8] === 0x7b && bytes[9] === 0x22) return 'a safetensors file: weights without a graph'
  return 'cut off or something else'
}

function opsetsOf(model: ModelProto, file: string): Map<string, number> {
  const opsets = new Map<string, number>()
  for (const { domain, version } of model.opsetImport) {
    const known = domain === 'ai.onnx' ? '' : domain
    demand(!opsets.has(known), { who: file, rule: `the operator set '${domain}' must be named once`, remedy })
    opsets.set(known, Number(version))
  }
  const opset = opsets.get('')
  demand(opset !== undefined, { who: file, rule: "must say which version of ONNX's own operators it needs", remedy })
  demand(opset >= oldest && opset <= newest, {
    who: file,
    rule: `operator sets from ${oldest} to ${newest} are read`,
    value: opset,
    remedy: `convert the model, in Python by onnx.version_converter.convert_version(model, 17), or export it anew`,
  })
  return opsets
}
