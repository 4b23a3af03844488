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
  FAR: 'false accept rate: share of the pairs of two classes that a threshold takes for the same',
  'TAR@FAR':
    'share of the pairs of one class that is recognised where no more than FAR of the others is taken for the same; only where FAR of these is 30 pairs or more (Doddington et al. 2000): below, the figure would rest on a few images',
  AUC: 'area under TAR over FAR: the chance that a pair of one class lies nearer than a pair of two, equal distances counting half; high AUC does not make a good threshold, most of the curve lying at FARs too high to be of use',
  'equal error rate': 'where FAR is 1 - TAR; 0 is perfect',
  accuracy:
    'share of right answers by the best threshold, pairs of one class and of two counting the same (of all pairs hardly any are of one class: never would be right nearly always)',
  F1: 'by its own best threshold, of the pairs as many as they are: it falls with the number of classes, whatever the embedding',
  'held out':
    'threshold and chances chosen on nine tenths of the classes, judged on the last, ten times (as LFW does; Huang et al. 2007)',
  chance:
    '1 / (1 + exp(slope * distance - offset)) that a pair is of one class (logistic, Platt 1999), for as many pairs of one class as of two; Brier: its mean squared error, 0.25 for knowing nothing',
  clusters: 'by k-means of the queries, as many as classes; left out above 20 million queries x classes: --clusters',
  AMI: 'adjusted mutual information of clusters and classes: 0 is chance (Vinh et al. 2010)',
  NMI: 'normalized mutual information, which is high by chance where classes are many and small',
  ARI: 'adjusted Rand index: pairs told alike, 0 is chance (Hubert and Arabie 1985)',
  'pairwise F1': 'of the pairs of images in one cluster',
  'few-shot':
    'k-way n-shot: k classes by lot, n examples of each; share of other images nearest to the mean example of their own class, over 600 episodes, with a 95 % interval (Snell et al. 2017); two drawers: Omniglot as Lake et al. 2015 ask, from one alphabet',
  inside: 'mean distance of an embedding to the mean of its class',
  'inside, pairs': 'root mean square distance of two embeddings of one class',
  between: 'mean distance of a class mean to the mean of the class means',
  'between, pairs': 'root mean square distance of two class means',
  'inside / between': 'of these pairs; 0: every class has collapsed to a point',
  'effective rank': 'directions that the embeddings use (Roy and Vetterli 2007); 1: all on one line through the origin',
} as const
