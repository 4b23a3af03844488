import { describe, expect, it, vi } from 'vitest'
import type { Preparation } from '../api.ts'
import type { Prepare } from './preparationQueue.ts'
import { preparationQueue } from './preparationQueue.ts'
import type { WatchedRun } from './runs/watchRuns.ts'

const run = { id: 'a', folder: 'runs/a', state: 'finished', model: 'one' } as WatchedRun

/** A queue of one run, and what was told of it. */
function queueOf(prepare: Prepare, ready: boolean) {
  const told: Preparation['state'][] = []
  const queue = preparationQueue({
    prepare,
    isReady: async () => ready,
    tell: (event) => {
      if (event.type === 'prepared') told.push(event.prepared.state)
    },
  })
  queue.update([run])
  return { queue, told }
}

describe('preparationQueue', () => {
  it('prepares a run that is not ready, and tells how far it is', async () => {
    const { queue, told } = queueOf(async (_, { onProgress }) => onProgress('embedding', 1, 2), false)
    await vi.waitFor(() => expect(queue.of('a').state).toBe('ready'))
    expect(told).toEqual(['waiting', 'running', 'running', 'ready'])
    await queue.close()
  })

  it('looks at the dataset of a ready run once more, and shows it meanwhile where nothing has changed', async () => {
    const prepare = vi.fn<Prepare>(async (_, { onProgress }) => onProgress('opening the dataset', 0, 0))
    const { queue, told } = queueOf(prepare, true)
    await vi.waitFor(() => expect(prepare).toHaveBeenCalledOnce())
    await queue.close()
    expect(told).toEqual(['waiting', 'ready'])
  })

  it('prepares a ready run again whose dataset has changed', async () => {
    const { queue, told } = queueOf(async (_, { onProgress }) => onProgress('embedding', 1, 2), true)
    await vi.waitFor(() => expect(told).toEqual(['waiting', 'ready', 'running', 'ready']))
    await queue.close()
  })

  it('keeps what is ready where the dataset is away', async () => {
    const prepare = vi.fn<Prepare>(() => Promise.reject(new Error('gone')))
    const { queue, told } = queueOf(prepare, true)
    await vi.waitFor(() => expect(prepare).toHaveBeenCalledOnce())
    await queue.close()
    expect(told).toEqual(['waiting', 'ready'])
    expect(queue.of('a').state).toBe('ready')
  })

  it('says why a run could not be prepared', async () => {
    const { queue } = queueOf(() => Promise.reject(new Error('photos: is gone')), false)
    await vi.waitFor(() => expect(queue.of('a')).toMatchObject({ state: 'failed', complaint: 'photos: is gone' }))
    await queue.close()
  })

  it('prepares a run again whose model was written anew while it was prepared', async () => {
    const models: (string | null)[] = []
    const ends: (() => void)[] = []
    const prepare: Prepare = ({ model }) => {
      models.push(model)
      return new Promise((resolve) => ends.push(resolve))
    }
    const { queue } = queueOf(prepare, false)
    await vi.waitFor(() => expect(models).toEqual(['one']))
    queue.update([{ ...run, model: 'two' }])
    ends.shift()!()
    await vi.waitFor(() => expect(models).toEqual(['one', 'two']))
    ends.shift()!()
    await vi.waitFor(() => expect(queue.of('a').state).toBe('ready'))
    await queue.close()
  })

  it('tries a run again that was moved away and back', async () => {
    const prepare = vi.fn<Prepare>().mockRejectedValueOnce(new Error('photos: is gone')).mockResolvedValue()
    const { queue } = queueOf(prepare, false)
    await vi.waitFor(() => expect(queue.of('a').state).toBe('failed'))
    queue.update([run])
    queue.update([{ ...run, state: 'gone' }])
    expect(queue.of('a').state).toBe('none')
    queue.update([run])
    await vi.waitFor(() => expect(queue.of('a').state).toBe('ready'))
    expect(prepare).toHaveBeenCalledTimes(2)
    await queue.close()
  })

  it('lets a run wait once, however often it is asked for', async () => {
    const prepare = vi.fn<Prepare>(async () => {})
    const { queue } = queueOf(prepare, false)
    await vi.waitFor(() => expect(queue.of('a').state).toBe('ready'))
    for (let i = 0; i < 3; i++) queue.again(run)
    await vi.waitFor(() => expect(queue.of('a').state).toBe('ready'))
    await queue.close()
    expect(prepare).toHaveBeenCalledTimes(2)
  })
})
