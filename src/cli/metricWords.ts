import type { RetrievalMetric } from '../evaluate/summarize.ts'

/** What each metric is, for help texts and beneath tables. R is how many classmates a query has in the gallery. */
export const metricWords = {
  'Recall@K':
    'share of queries with a classmate among the K nearest (a hit rate; Jégou et al. 2011, Oh Song et al. 2016)',
  'Precision@K': 'share of classmates among the K nearest, divided by K also where there are fewer classmates',
  'R-precision': 'share of classmates among the R nearest, R being how many classmates a query has in the gallery',
  MAP: 'mean over queries of the average precision: the precision at the place of each classmate, over R; it goes down the whole list of neighbours',
  'MAP@R': 'the same down to the R nearest only (Musgrave et al. 2020): 1 exactly when these are all classmates',
  MRR: 'mean over queries of 1 / place of the nearest classmate',
  inside: 'mean distance of an embedding to the mean of its class',
  'inside, pairs': 'root mean square distance of two embeddings of one class',
  between: 'mean distance of a class mean to the mean of the class means',
  'between, pairs': 'root mean square distance of two class means',
  'inside / between': 'of these pairs; 0: every class has collapsed to a point',
  'effective rank': 'directions that the embeddings use (Roy and Vetterli 2007); 1: all on one line through the origin',
} as const

/** The retrieval metrics in the order in which they are listed. */
export const listedMetrics: readonly RetrievalMetric[] = [
  'Recall@1',
  'Recall@2',
  'Recall@4',
  'Recall@8',
  'Precision@1',
  'Precision@2',
  'Precision@4',
  'Precision@8',
  'R-precision',
  'MAP',
  'MAP@R',
  'MRR',
]
