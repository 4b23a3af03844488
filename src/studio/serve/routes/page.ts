import { viewNames } from '../../viewNames.ts'
import type { Asset, Encoding } from '../assets.ts'
import { refuse } from '../refuse.ts'
import type { Area, Asked } from '../served.ts'

/** The page: one document for the address of every view, and its files. */
export const page: Area = (app, { assets }) => {
  const document = async (c: Asked): Promise<Response> => {
    const index = assets.get('index.html')
    if (!index) return refuse(500, 'the page has not been built; in a clone, build it by `npm run build`')
    return send(c, index)
  }
  app.get('/', document)
  for (const view of viewNames) app.get(`/${view}`, document)
  app.get('*', async (c) => {
    const asset = assets.get(c.req.path.slice(1))
    return asset && c.req.path !== '/index.html' ? send(c, asset) : refuse(404, 'there is nothing at this address')
  })
}

async function send(c: Asked, asset: Asset): Promise<Response> {
  const encoding = encodingFor(c.req.header('accept-encoding') ?? '')
  const headers = {
    etag: asset.etag,
    vary: 'accept-encoding',
    'cache-control': asset.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers)
  const bytes = (await asset.bytes(encoding)) as Uint8Array<ArrayBuffer>
  return c.body(bytes, 200, {
    ...headers,
    'content-type': asset.type,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
}

const encodingFor = (accepted: string): Encoding => {
  const names = accepted.split(',').map((part) => part.trim().split(';')[0]!.trim().toLowerCase())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity'
}
