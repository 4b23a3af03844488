"""Writes ../sklearn_verification.json: verification and ranking by scikit-learn, from pairs and from whole rankings.

    python3 test/reference/sklearn/verification.py

A similarity is minus the distance. The equal error rate is where the straight pieces of scikit-learn's ROC curve meet FAR = 1 - TAR,
by bisection. F1 and accuracy are the best over its thresholds; accuracy weighs both kinds the same
(balanced_accuracy_score). The logistic regression is scikit-learn's without regularisation, both kinds weighing the same, on
Platt's targets: each pair goes in twice, as one of a class and as one of two, with these as weights.
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    auc,
    average_precision_score,
    balanced_accuracy_score,
    brier_score_loss,
    det_curve,
    f1_score,
    ndcg_score,
    roc_auc_score,
    roc_curve,
)

rng = np.random.default_rng(0)


def equal_error(far, tar):
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        # A point of the polyline, by its length in FAR + TAR, which rises all along.
        x, y = np.interp(2 * middle, far + tar, far), np.interp(2 * middle, far + tar, tar)
        low, high = (middle, high) if x < 1 - y else (low, middle)
    return float(np.interp(2 * low, far + tar, far))


def pairs(distances, same):
    distances, same = np.asarray(distances, float), np.asarray(same, int)
    far, tar, _ = roc_curve(same, -distances, drop_intermediate=False)
    fpr, fnr, _ = det_curve(same, -distances)
    thresholds = np.unique(distances)
    ones, twos = same.sum(), (1 - same).sum()
    target = np.where(same == 1, (ones + 1) / (ones + 2), 1 / (twos + 2))
    weight = np.where(same == 1, 0.5 / ones, 0.5 / twos)
    twice = np.concatenate([distances, distances])[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(penalty="none", tol=1e-12, max_iter=100000).fit(
            twice,
            np.repeat([1, 0], len(same)),
            sample_weight=len(same) * np.concatenate([weight * target, weight * (1 - target)]),
        )
    chance = model.predict_proba(distances[:, None])[:, 1]
    return {
        "distances": distances.tolist(),
        "same": same.tolist(),
        "far": far.tolist(),
        "tar": tar.tolist(),
        "auc": roc_auc_score(same, -distances),
        "area_of_curve": auc(far, tar),
        "det": {"fpr": fpr.tolist(), "fnr": fnr.tolist()},
        "tar_at_far": {str(f): float(tar[far <= f].max()) for f in (0.3, 0.1, 0.01)},
        "equal_error_rate": equal_error(far, tar),
        "accuracy": max(balanced_accuracy_score(same, distances <= t) for t in thresholds),
        "f1": max(f1_score(same, distances <= t) for t in thresholds),
        "slope": float(-model.coef_[0, 0]),
        "offset": float(model.intercept_[0]),
        "brier": brier_score_loss(same, chance, sample_weight=weight),
    }


def ranking(n, relevant):
    """One query's whole ranking, no two scores equal: scikit-learn breaks ties otherwise than by order."""
    order = np.zeros(n, int)
    order[rng.choice(n, relevant, replace=False)] = 1
    score = np.arange(n, 0, -1, dtype=float)
    return {
        "relevant": order.tolist(),
        "average_precision": average_precision_score(order, score),
        "ndcg": ndcg_score([order], [score]),
        "ndcg_at": {str(k): ndcg_score([order], [score], k=k) for k in (1, 2, 5, 10)},
    }


def drawn(n, gap, digits=None, share=0.3):
    same = (rng.random(n) < share).astype(int)
    distances = np.abs(rng.normal(1.5 - gap * same, 0.4))
    return pairs(distances if digits is None else distances.round(digits), same)


rows = [
    drawn(40, 0.4),
    drawn(120, 0.6),
    drawn(120, 0.6, digits=1),
    drawn(150, 0.0, digits=1),
    drawn(150, -0.3),
    drawn(100, 0.9, share=0.05),
    pairs([1, 1, 1, 1], [1, 0, 0, 1]),
    pairs([0.1, 0.2, 0.2, 0.3, 0.9, 1.0], [1, 1, 0, 1, 0, 0]),
    *[ranking(n, relevant) for n, relevant in ((12, 3), (12, 1), (12, 12), (80, 20), (200, 5))],
]
file = pathlib.Path(__file__).resolve().parent.parent / "sklearn_verification.json"
file.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
