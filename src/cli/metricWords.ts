/** What each metric is, for help texts and beneath tables. R is how many classmates a query has in the gallery. */
export const metricWords = {
  R: 'classmates that a query has in the gallery, itself left out (counting the query makes 1 unreachable); a query without any is left out of every mean, and counted as such',
  'Recall@K':
    'share of queries with a classmate among the K nearest: a hit rate (Jégou et al. 2011, Oh Song et al. 2016), not the share of classmates that was found, which information retrieval calls recall; Recall@1 is Precision@1',
  'Precision@K':
    'share of classmates among the K nearest, divided by K also where there are fewer: 1 is out of reach for small classes',
  'NDCG@K':
    'discounted gain of the K nearest, 1 / log2(1 + place) for each classmate, over that of the best order there could be (Järvelin and Kekäläinen 2002, gain 1 or 0)',
  'R-precision': 'share of classmates among the R nearest',
  MAP: 'mean over queries of the average precision: the precision at the place of each classmate, over R; it goes down the list of neighbours, which is as long as the largest class, so that classmates beyond it count as not found',
  'MAP@R': 'the same down to the R nearest only (Musgrave et al. 2020): 1 exactly when these are all classmates',
  NDCG: 'NDCG@K down the whole list of neighbours',
  MRR: 'mean over queries of 1 / place of the nearest classmate',
  'micro, macro':
    "every query alike, so that large classes weigh most; or every class alike, the mean of the classes' means",
  inside: 'mean distance of an embedding to the mean of its class',
  'inside, pairs': 'root mean square distance of two embeddings of one class',
  between: 'mean distance of a class mean to the mean of the class means',
  'between, pairs': 'root mean square distance of two class means',
  'inside / between': 'of these pairs; 0: every class has collapsed to a point',
  'effective rank': 'directions that the embeddings use (Roy and Vetterli 2007); 1: all on one line through the origin',
} as const
