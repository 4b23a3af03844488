import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** A file of the page, ready to be sent. */
export interface Asset {
  readonly type: string
  readonly etag: string
  /** Its name says what it holds: it may be kept for good. */
  readonly hashed: boolean
  /** By encoding; `identity` is the file itself. */
  bytes(encoding: Encoding): Promise<Uint8Array>
}

export type Encoding = 'br' | 'gzip' | 'identity'

/** The files of the page by their path below its folder, such as `index.html`. */
export type Assets = ReadonlyMap<string, Asset>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Where the page lies once the package has been built. */
const builtPage = fileURLToPath(new URL('../page/', import.meta.url))

/** Reads the page's files, so that no request ever names a file. Each is compressed once: by brotli at once, so that the first visit need
 *  not wait for it, and by gzip when somebody asks for that.
 *  @returns an empty map where the page has not been built */
export async function openAssets(folder = builtPage): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const assets = new Map<string, Asset>()
  for (const entry of entries) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const made = asset(await readFile(path), type, entry.name)
    void made.bytes('br')
    assets.set(path.slice(join(folder, '/').length).replaceAll('\\', '/'), made)
  }
  return assets
}

const smaller: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
  identity: async (bytes) => bytes,
}

function asset(content: Uint8Array, type: string, name: string): Asset {
  const made = new Map<Encoding, Promise<Uint8Array>>()
  return {
    type,
    etag: `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`,
    hashed: /-[\w-]{8}\.\w+$/.test(name),
    bytes(encoding) {
      const known = made.get(encoding) ?? smaller[encoding](content)
      made.set(encoding, known)
      return known
    },
  }
}
