import { expect, it } from 'vitest'
import { closing } from './closing.ts'

it('closes after the work, and after its failure', async () => {
  const said: string[] = []
  const open = async () => ({ close: async () => said.push('closed') })
  expect(await closing(open(), async () => said.push('worked'))).toBe(1)
  expect(said).toEqual(['worked', 'closed'])
  await expect(closing(open(), async () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(said).toEqual(['worked', 'closed', 'closed'])
})
