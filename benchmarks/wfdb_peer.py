"""The other side of benchmarks/wfdb-beside-python: makes the records and reads them with wfdb-python.

    wfdb_peer.py make FOLDER          random walks: short16 (600 records of 12 x 5000), long16, long212, flac516
    wfdb_peer.py read FOLDER SECONDS  prints records/s and samples/s of CPU time
"""
import json
import pathlib
import sys
import time

import numpy as np
import wfdb


def walk(rng, frames, channels, largest):
    steps = rng.integers(-8, 9, (frames, channels)).cumsum(axis=0)
    return (np.abs(steps) % (2 * largest) - largest).astype(np.int64)


def write(folder, name, fmt, samples, fs):
    channels = samples.shape[1]
    folder.mkdir(parents=True, exist_ok=True)
    wfdb.wrsamp(name, fs=fs, units=["mV"] * channels, sig_name=[f"c{i}" for i in range(channels)], d_signal=samples,
                fmt=[fmt] * channels, adc_gain=[1000.0] * channels, baseline=[0] * channels, write_dir=str(folder))


def make(folder):
    rng = np.random.default_rng(7)
    for i in range(600):
        write(folder / "short16", f"r{i:03d}", "16", walk(rng, 5000, 12, 20000), 500)
    write(folder / "long16", "r", "16", walk(rng, 650000, 2, 20000), 360)
    write(folder / "long212", "r", "212", walk(rng, 650000, 2, 2000), 360)
    write(folder / "flac516", "r", "516", walk(rng, 1000000, 2, 20000), 500)


def read(folder, seconds):
    names = sorted(str(path.with_suffix("")) for path in folder.glob("*.hea"))
    records = samples = 0
    wfdb.rdrecord(names[0], physical=False)
    start, cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - start < seconds:
        for name in names:
            record = wfdb.rdrecord(name, physical=False)
            records += 1
            samples += record.d_signal.size
            if time.perf_counter() - start > seconds:
                break
    cpu = time.process_time() - cpu
    print(json.dumps({"records_per_s": round(records / cpu, 1), "megasamples_per_s": round(samples / cpu / 1e6, 1)}))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    else:
        read(pathlib.Path(sys.argv[2]), float(sys.argv[3]))
