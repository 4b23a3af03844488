import { describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import { perHead } from '../losses/perHead.ts'
import { embeddingHead } from '../nn/heads/embeddingHead.ts'
import { severalHeads } from '../nn/heads/severalHeads.ts'
import { linear } from '../nn/linear.ts'
import { relu } from '../nn/relu.ts'
import { sequential } from '../nn/sequential.ts'
import { sgd } from '../optim/sgd.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { features } from './intake.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'

describe('several heads on one trunk', () => {
  it('are trained in one step, each by its level of the labels', async () => {
    const heads = severalHeads({
      coarse: embeddingHead({ inputs: 8, embedding: 2 }),
      fine: embeddingHead({ inputs: 8, hidden: [8], embedding: 3 }),
    })
    const network = sequential({ trunk: linear({ inputs: 4, outputs: 8 }), relu: relu(), heads })
    const loss = perHead(
      { coarse: { loss: contrastive(), level: 0 }, fine: { loss: contrastive(), level: 1 } },
      heads.widths,
    )
    const optimizer = sgd()
    const design = { network, loss, optimizer, intake: features(4), batchSize: 8, labelShape: [2] }
    const start = freshState(network, loss, optimizer, random(1))
    const { normal } = random('samples')
    const samples = floats(Float32Array.from({ length: 32 }, normal), [8, 4])
    const labels = ints(Array.from({ length: 8 }, (_, i) => [i >> 2, i >> 1]).flat(), [8, 2])
    const step = await openStep(design, start, { threads: 1 })
    try {
      let state = start
      const losses: number[] = []
      for (let i = 1; i <= 60; i++) {
        const result = await step.run({ samples, labels }, state, { step: i, rate: 0.1, random: random(i) })
        state = result.state
        losses.push(result.report.loss)
      }
      expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0]!)
      for (const name of [
        'network.trunk.weight',
        'network.heads.coarse.embedding.weight',
        'network.heads.fine.hidden1.weight',
      ])
        expect(state[name]).not.toEqual(start[name])
    } finally {
      await step.close()
    }
  })
})
