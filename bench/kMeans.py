"""scikit-learn's k-means from given first centres. Prints JSON: seconds, processor's seconds, inertia, steps.

    kMeans.py ROWS_FILE CENTRES_FILE DIMENSION STEPS      (files of raw float32)
"""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.cluster import KMeans

rows, centres, dimension, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rows = np.fromfile(rows, np.float32).reshape(-1, dimension)
centres = np.fromfile(centres, np.float32).reshape(-1, dimension)
means = KMeans(len(centres), init=centres, n_init=1, max_iter=steps, tol=0, algorithm="lloyd")
start, processor = time.perf_counter(), time.process_time()
means.fit(rows)
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - start,
            "processor": time.process_time() - processor,
            "inertia": float(means.inertia_),
            "steps": int(means.n_iter_),
            "version": sklearn.__version__,
        }
    )
)
