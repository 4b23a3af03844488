import { availableParallelism } from 'node:os'

/** Does so many things, some at a time, and gives what each gave, in their order. The first that fails fails it all: none is begun
 *  after it.
 *  @param lanes as many are under way at a time: default as many as this machine can do in parallel, 2 at least */
export async function inLanes<T>(
  count: number,
  action: (i: number) => Promise<T>,
  lanes: number = Math.max(2, availableParallelism()),
): Promise<T[]> {
  const results = new Array<T>(count)
  let next = 0
  const lane = async (): Promise<void> => {
    try {
      for (let i = next++; i < count; i = next++) results[i] = await action(i)
    } catch (error) {
      next = count
      throw error
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane))
  return results
}
