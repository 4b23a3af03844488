import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { failReading } from '../../files.ts'
import type { PreparedKey } from './storedDetail.ts'

/** What the folder of a run says that a prepared one is made of; null where it has no model or no configuration. */
export async function runKey(run: string): Promise<Pick<PreparedKey, 'model' | 'config'> | null> {
  const [model, config] = [join(run, 'model.onnx'), join(run, 'config.json')]
  if (!existsSync(model) || !existsSync(config)) return null
  return { model: await hashOfFile(model), config: await hashOfFile(config) }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash).catch((error: unknown) => failReading(path, error))
  return hash.digest('hex')
}
