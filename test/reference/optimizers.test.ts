import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkOptimizerRow, type OptimizerRow } from './optimizers.ts'

const rows = JSON.parse(readFileSync(new URL('./optimizers.json', import.meta.url), 'utf8')) as readonly OptimizerRow[]

/** Two steps of a row, by hand. */
const rowOf = (optimizer: string, args: OptimizerRow['args'], first: number, second: number): OptimizerRow => ({
  optimizer,
  args,
  initial: { shape: [1], data: [1] },
  steps: [first, second].map((x) => ({
    gradient: { shape: [1], data: [1] },
    parameter: { shape: [1], data: [x] },
  })),
})

describe('the reference values of optimizers', () => {
  it.each(
    rows.map((row) => ({ row, name: `${row.optimizer} ${JSON.stringify(row.args)}` })),
  )('$name goes the way of PyTorch', async ({ row }) => {
    expect(await checkOptimizerRow(row)).toEqual({ status: 'passed', detail: '' })
  })

  it('a number that is off fails, with its step', async () => {
    expect(await checkOptimizerRow(rowOf('SGD', { lr: 0.1 }, 0.9, 0.7))).toEqual({
      status: 'failed',
      detail: expect.stringMatching(/^parameter after step 2\[0\]: 0.\d+, not 0.7$/),
    })
  })

  it('what is left out takes the default of PyTorch, and so does null', async () => {
    expect((await checkOptimizerRow(rowOf('SGD', {}, 0.999, 0.998))).status).toBe('passed')
    expect((await checkOptimizerRow(rowOf('Adagrad', { lr: null, fused: null }, 0.99, 0.982929))).status).toBe('passed')
  })

  it('an optimizer or an argument that we lack is unsupported, by name', async () => {
    expect(await checkOptimizerRow(rowOf('LBFGS', {}, 1, 1))).toEqual({
      status: 'unsupported',
      detail: 'optimizer LBFGS',
    })
    expect(await checkOptimizerRow(rowOf('Adam', { lr: 0.1, amsgrad: true }, 1, 1))).toEqual({
      status: 'unsupported',
      detail: 'Adam with amsgrad true',
    })
  })

  it('an argument that we lack does no harm where it changes nothing', async () => {
    const row = rowOf('SGD', { lr: 0.1, dampening: 0, maximize: false, foreach: true }, 0.9, 0.8)
    expect((await checkOptimizerRow(row)).status).toBe('passed')
  })
})
