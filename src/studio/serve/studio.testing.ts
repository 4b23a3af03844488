import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { NearkinError } from '../../errors.ts'
import { makeFolder } from '../../files.ts'
import { preparedState } from '../prepare/preparedState.ts'
import { type Helper, HelperComplaint } from './helper/openHelper.ts'
import { openPictures } from './pictures/pictureOf.ts'
import { openSearch } from './search/openSearch.ts'
import type { Studio, StudioOptions } from './serveStudio.ts'
import { serveStudio } from './serveStudio.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'nearkin-studio-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A studio on any free port that ends with the test. Nothing is prepared that is not there, and images are decoded in this process. */
export async function testStudio(folders: readonly string[], options: Partial<StudioOptions> = {}): Promise<Studio> {
  const { search, close } = openSearch()
  const studio = await serveStudio(folders, {
    port: 20_000 + Math.floor(Math.random() * 40_000),
    prepare: () => Promise.reject(new Error('nothing is prepared here')),
    isReady: async ({ folder }) => (await preparedState(folder)) === 'ready',
    helpers: { pictures: inProcess(openPictures()), search: inProcess(search, close) },
    page: makePage(),
    ...options,
  })
  onTestFinished(() => studio.close())
  return studio
}

/** An answer, its body as text and as bytes. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bytes: Buffer
}

/** Asks a studio with any headers, as no browser would. */
export function ask(
  { port }: Pick<Studio, 'port'>,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
    host = '127.0.0.1',
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: Uint8Array | string; host?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(parts)
        resolve({ status: response.statusCode!, headers: response.headers, text: bytes.toString(), bytes })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** JSON of an answer. */
export const askJson = async <T>(studio: Pick<Studio, 'port'>, path: string): Promise<T> =>
  JSON.parse((await ask(studio, path)).text) as T

/** What a helper process does, without the process. */
export function inProcess<Q, A>(
  answer: (question: Q) => Promise<A>,
  close: () => Promise<void> = async () => {},
): Helper<Q, A> {
  return {
    ask: (question) =>
      answer(question).catch((error: unknown) => {
        throw error instanceof NearkinError ? new HelperComplaint(error.message) : error
      }),
    close,
  }
}

function makePage(): string {
  const folder = join(temporaryFolder(), 'page')
  makeFolder(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>nearkin studio</title>')
  writeFileSync(join(folder, 'assets/index-abcdefgh.js'), 'document.title = "nearkin studio"\n'.repeat(100))
  return folder
}
