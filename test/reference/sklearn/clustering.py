"""Writes ../sklearn_clustering.json: measures of clusters, and k-means from given centres, by scikit-learn.

    python3 test/reference/sklearn/clustering.py

Pairwise precision, recall and F1 come from its pair confusion matrix, purity from its contingency matrix, which it does not
score itself; pairwise measures are left out where neither partition has a pair. K-means does `steps` steps from the given centres in float64 ("tol=0", Lloyd's algorithm).
"""
import json
import pathlib

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix, pair_confusion_matrix

rng = np.random.default_rng(0)


def ratio(a, b):
    return float(a / b) if b else 0.0


def pairwise(labels, clusters):
    (_, false_positive), (false_negative, both) = pair_confusion_matrix(labels, clusters)
    if both + false_positive + false_negative == 0:
        return {}
    return {
        "precision": ratio(both, both + false_positive),
        "recall": ratio(both, both + false_negative),
        "f1": ratio(2 * both, 2 * both + false_positive + false_negative),
    }


def measures(labels, clusters):
    return {
        "labels": [int(x) for x in labels],
        "clusters": [int(x) for x in clusters],
        "nmi": normalized_mutual_info_score(labels, clusters),
        "ami": adjusted_mutual_info_score(labels, clusters),
        "ari": adjusted_rand_score(labels, clusters),
        **pairwise(labels, clusters),
        "purity": float(contingency_matrix(labels, clusters).max(axis=0).sum() / len(labels)),
    }


def noisy(n, classes, clusters, share):
    labels = rng.integers(classes, size=n)
    random = rng.integers(clusters, size=n)
    return labels, np.where(rng.random(n) < share, random, labels % clusters)


def steps_of(n, d, k, steps):
    rows = rng.normal(size=(n, d)).astype(np.float32)
    centres = rows[rng.choice(n, k, replace=False)]
    means = KMeans(k, init=centres.astype(np.float64), n_init=1, max_iter=steps, tol=0, algorithm="lloyd")
    means.fit(rows.astype(np.float64))
    return {
        "embeddings": {"shape": [n, d], "data": rows.ravel().tolist()},
        "centres": {"shape": [k, d], "data": centres.ravel().tolist()},
        "steps": steps,
        "inertia": means.inertia_,
        "assigned": means.labels_.tolist(),
    }


rows = [
    measures(*noisy(60, 5, 5, 0.3)),
    measures(*noisy(200, 12, 12, 0.5)),
    measures(*noisy(200, 40, 3, 0.2)),
    measures(*noisy(200, 3, 60, 0.9)),
    measures(*noisy(900, 300, 300, 0.4)),
    measures(*noisy(500, 7, 7, 1.0)),
    measures([0, 0, 0], [0, 0, 0]),
    measures([0, 0, 0], [0, 1, 2]),
    measures([0, 1, 2], [0, 0, 0]),
    measures([0, 1, 2], [2, 1, 0]),
    measures([0, 1, 2], [0, 0, 1]),
    measures([0, 0, 1, 1], [0, 1, 0, 1]),
    measures([4, 4, 2, 2, 2], [1, 1, 0, 0, 0]),
    measures([0], [5]),
    *[steps_of(120, 3, 8, steps) for steps in (1, 3, 300)],
    steps_of(90, 8, 20, 2),
]
file = pathlib.Path(__file__).resolve().parent.parent / "sklearn_clustering.json"
file.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
