import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compareNetwork } from './compareNetwork.ts'

/** A python3 that has PyTorch and torchvision: the one that NEARKIN_PYTHON names, else the path's or the system's. */
const python = (process.env.NEARKIN_PYTHON ? [process.env.NEARKIN_PYTHON] : ['python3', '/usr/bin/python3']).find(
  (file) => spawnSync(file, ['-c', 'import torch, torchvision']).status === 0,
)

describe.skipIf(!python)('networks beside PyTorch’s with the same weights', () => {
  // Small images; `npm run check:pytorch networks` takes all networks at full size.
  it.each([
    ['resnet18', 64, 4],
    ['vit_small_patch16', 32, 2],
  ])('%s: output, every gradient and running statistics agree', { timeout: 300_000 }, async (name, image, batch) => {
    const options = { python: python!, image, batch, seed: 1, apart: true, double: false }
    for (const { mode, ours } of await compareNetwork(name, options)) {
      const wrong = [...ours.errors].filter(([, error]) => !(error <= 1e-3))
      expect([mode, wrong]).toEqual([mode, []])
      expect(ours.errors.size).toBeGreaterThan(60)
    }
  })
})
