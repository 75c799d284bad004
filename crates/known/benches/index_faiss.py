"""The same codes and queries in faiss's exact flat scan, one thread: milliseconds a query, one by one and in batches.

Called by benches/index.rs: index_faiss.py CODES QUERIES BATCH RADIUS, where both files are codes of 32 bytes without a head.
"""

import sys
import time

import faiss
import numpy

codes, queries = (numpy.fromfile(name, dtype=numpy.uint8).reshape(-1, 32) for name in sys.argv[1:3])
batch, radius = int(sys.argv[3]), int(sys.argv[4])

faiss.omp_set_num_threads(1)
index = faiss.IndexBinaryFlat(256)
index.add(codes)


def pairs(queries, size):
    """How many are near, and the best and median time a query, in batches of `size`."""
    found, times = 0, []
    for start in range(0, len(queries), size):
        begun = time.perf_counter()
        # faiss leaves out what is exactly as far as the radius.
        limits, _, _ = index.range_search(queries[start : start + size], radius + 1)
        times.append((time.perf_counter() - begun) * 1e3 / len(queries[start : start + size]))
        found += int(limits[-1])
    times.sort()
    return found, times[0], times[len(times) // 2]


rounds = [pairs(queries[: 3 * batch], batch), pairs(queries[:9], 1)]
for (found, best, median), asked in zip(rounds, (3 * batch, 9)):
    print(found, asked, f"{best:.4f}", f"{median:.4f}")
