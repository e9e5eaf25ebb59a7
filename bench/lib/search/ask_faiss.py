"""Searches vectors with faiss: python3 ask_faiss.py VECTORS QUERIES D K HNSW; prints one JSON object."""
import json
import sys
import time

import faiss
import numpy

vectors_path, queries_path, d, k, with_hnsw = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
vectors = numpy.fromfile(vectors_path, dtype=numpy.float32).reshape(-1, d)
queries = numpy.fromfile(queries_path, dtype=numpy.float32).reshape(-1, d)


def measured(index):
    index.search(queries[:3], k)
    milliseconds, found = [], []
    for query in queries:
        start = time.perf_counter()
        _, ids = index.search(query[None], k)
        milliseconds.append((time.perf_counter() - start) * 1000)
        found.append(ids[0].tolist())
    return {"milliseconds": milliseconds, "found": found}


flat = faiss.IndexFlatIP(d)
flat.add(vectors)
answer = {"version": faiss.__version__, "threads": faiss.omp_get_max_threads(), "flat": measured(flat)}
if with_hnsw == "yes":
    hnsw = faiss.IndexHNSWFlat(d, 32, faiss.METRIC_INNER_PRODUCT)
    start = time.perf_counter()
    hnsw.add(vectors)
    hnsw.hnsw.efSearch = 64
    answer["hnsw"] = {"seconds": time.perf_counter() - start, **measured(hnsw)}
print(json.dumps(answer))
