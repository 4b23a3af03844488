import { fail } from '../../errors.ts'
import { writeAtomically } from '../../files.ts'
import type { Embedded } from './embedded.ts'
import { checkEmbedded } from './embedded.ts'
import { encodeNpy } from './npy.ts'
import { encodeParquet } from './parquet.ts'
import type { StoredTensor } from './safetensors.ts'
import { encodeSafetensors } from './safetensors.ts'

/** Writes embeddings in the format that the path's ending asks for, and gives the paths written:
 *  - .npy: the matrix [n, dimensions]; names and labels in a JSON file beside it, `x.names.json` for `x.npy`;
 *  - .parquet: columns name, embedding and one for each label level;
 *  - .safetensors: `embeddings` F32 [n, dimensions], `labels.<level>` I64 [n] (places in the list of classes); the metadata
 *    holds the JSON lists `names` and `classes.<level>`. */
export function writeEmbeddings(path: string, embedded: Embedded): string[] {
  const ending = embeddingsEnding(path)
  checkEmbedded('writeEmbeddings', embedded)
  if (ending === '.npy') return writeNpy(path, embedded)
  writeAtomically(path, ending === '.parquet' ? encodeParquet(embedded) : safetensors(embedded))
  return [path]
}

/** The path's ending, one of the three that embeddings are written in; an error otherwise. For a check before the work.
 *  @param who complains */
export function embeddingsEnding(path: string, who = 'writeEmbeddings'): '.npy' | '.parquet' | '.safetensors' {
  const ending = /\.(npy|parquet|safetensors)$/i.exec(path)?.[0].toLowerCase()
  if (ending === '.npy' || ending === '.parquet' || ending === '.safetensors') return ending
  return fail({
    who,
    rule: 'the file must end in .npy, .parquet or .safetensors',
    value: path,
    remedy: 'give it one of these endings',
  })
}

function writeNpy(path: string, { names, embeddings, dimensions, labels = {} }: Embedded): string[] {
  const beside = path.replace(/\.npy$/i, '.names.json')
  // The matrix last: where it is there, so are its names.
  writeAtomically(beside, `${JSON.stringify({ names, labels }, null, 1)}\n`)
  writeAtomically(path, encodeNpy({ shape: [names.length, dimensions], data: embeddings }))
  return [path, beside]
}

function safetensors({ names, embeddings, dimensions, labels = {} }: Embedded): Uint8Array {
  const tensors: Record<string, StoredTensor> = {
    embeddings: { dtype: 'F32', shape: [names.length, dimensions], data: embeddings },
  }
  const metadata: Record<string, string> = { names: JSON.stringify(names) }
  for (const [level, words] of Object.entries(labels)) {
    const classes = [...new Set(words)]
    const place = new Map(classes.map((name, i) => [name, BigInt(i)]))
    const data = BigInt64Array.from(words, (word) => place.get(word)!)
    tensors[`labels.${level}`] = { dtype: 'I64', shape: [names.length], data }
    metadata[`classes.${level}`] = JSON.stringify(classes)
  }
  return encodeSafetensors(tensors, metadata)
}
