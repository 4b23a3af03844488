import { expect, it } from 'vitest'
import { metricOrder } from './metricOrder.ts'

it('lists metrics by kind and then by K, each once', () => {
  expect(metricOrder(['MRR', 'Recall@10', 'MAP@R', 'NDCG', 'NDCG@2', 'Recall@2', 'MAP', 'Precision@1', 'MRR'])).toEqual(
    [...['Recall@2', 'Recall@10', 'Precision@1', 'NDCG@2', 'MAP', 'MAP@R', 'NDCG', 'MRR']],
  )
})
