import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkImport } from './checkImport.ts'

const python = process.env.NEARKIN_PYTHON ?? '/usr/bin/python3'

const hasPyTorch = (): boolean => {
  try {
    execFileSync(python, ['-c', 'import torch, torchvision, onnx'], { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

const folder = mkdtempSync(join(tmpdir(), 'nearkin-pytorch-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!hasPyTorch())(`exports of PyTorch, by ${python} (skipped where it has none)`, () => {
  it.each(['clip_vision-13-fixed', 'dinov2-13-open'])('%s gives the outputs and gradients of PyTorch', async (name) => {
    execFileSync(python, [resolve('test/pytorch/imports.py'), folder, name])
    const { output, images, gradients, matched } = await checkImport(folder, name)
    expect(output).toBeLessThan(1e-4)
    expect(images).toBeLessThan(1e-3)
    expect(gradients).toBeLessThan(1e-3)
    expect(matched).toBeGreaterThan(30)
  }, 120_000)
})
