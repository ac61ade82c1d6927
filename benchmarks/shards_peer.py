"""Reads the files of a shard set with pyarrow, as a PyTorch loader would: four files at a time, their windows shuffled, batches of 32
as float32.

usage: shards_peer.py FOLDER     prints a line of JSON
"""
import glob
import json
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

BATCH = 32
FILES_AT_ONCE = 4

pa.set_cpu_count(1)
pa.set_io_thread_count(1)


def epoch(files, random):
    windows = samples = 0
    order = random.permutation(len(files))
    for start in range(0, len(files), FILES_AT_ONCE):
        rows = []
        for i in order[start:start + FILES_AT_ONCE]:
            table = pq.ParquetFile(files[i]).read(["window_key", "subject_key", "signals", "trusted_pair"], use_threads=False)
            signals = table["signals"].combine_chunks()
            fields = signals.flatten()
            stored = fields.field("samples")
            data = np.frombuffer(stored.buffers()[2], np.int16)
            offsets = np.frombuffer(stored.buffers()[1], np.int32)[stored.offset:stored.offset + len(stored) + 1] // 2
            ends = signals.offsets.to_numpy()
            rows += [(data, offsets[a:b + 1]) for a, b in zip(ends[:-1], ends[1:])]
        shuffled = random.permutation(len(rows))
        for at in range(0, len(rows) - BATCH + 1, BATCH):
            for row in shuffled[at:at + BATCH]:
                data, offsets = rows[row]
                x = data[offsets[0]:offsets[-1]].astype(np.float32) / 5000
                samples += len(x)
                windows += 1
    return windows, samples


def main(folder):
    files = sorted(glob.glob(f"{folder}/**/*.parquet", recursive=True))
    epoch(files, np.random.default_rng(17))
    wall, cpu = time.perf_counter(), time.process_time()
    windows, samples = epoch(files, np.random.default_rng(18))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"shards": len(files), "windows": windows, "samples": samples, "windows_per_s": round(windows / wall),
                      "windows_per_cpu_s": round(windows / cpu)}))


if __name__ == "__main__":
    main(sys.argv[1])
