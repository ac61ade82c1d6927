"""Cuts paired windows of ECG and PPG from WFDB records of format 16 as `window-signals` does, with NumPy, SciPy and pyarrow on one thread.

usage: windows_peer.py FOLDER OUT HOP_SECONDS [--leads]     prints a line of JSON

Of each record: 0.5-40 Hz (ECG) and 0.5-8 Hz (PPG) forth and back, resampled to 125 Hz, windows of 10 s without a missing sample, SD above
1e-9 and at least 5 peaks, standardised, int16, one Parquet file for all. With --leads all twelve leads instead, 0.5-40 Hz, resampled to 250 Hz, no peaks.
"""
import glob
import json
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from scipy import signal

pa.set_cpu_count(1)
pa.set_io_thread_count(1)
RATE, SECONDS, COUNTS = 125, 10, 5000
MISSING = -32768
BANDS = {"ecg": (4, (0.5, 40)), "ppg": (3, (0.5, 8))}
KINDS = {"II": "ecg", "PLETH": "ppg", "PPG": "ppg"}
if "--leads" in sys.argv:
    RATE = 250
    KINDS = {lead: lead for lead in "I II III aVR aVL aVF V1 V2 V3 V4 V5 V6".split()}
    BANDS = {lead: (4, (0.5, 40)) for lead in KINDS}


def read(header):
    lines = [line.split() for line in open(header) if line.strip() and not line.startswith("#")]
    fs = float(lines[0][2])
    data = np.fromfile(os.path.join(os.path.dirname(header), lines[1][0]), np.int16).reshape(-1, int(lines[0][1]))
    found = {}
    for i, line in enumerate(lines[1:]):
        kind = KINDS.get(line[-1])
        if kind and kind not in found:
            gain = line[2].split("/")[0]
            baseline = float(gain[gain.index("(") + 1:-1]) if "(" in gain else float(line[4])
            digital = data[:, i]
            x = (digital - baseline) / float(gain.split("(")[0])
            x[digital == MISSING] = np.nan
            found[kind] = x
    return fs, found


def prepare(x, fs, kind):
    gap = np.isnan(x)
    if gap.any():
        x = np.interp(np.arange(len(x)), np.flatnonzero(~gap), x[~gap])
    y = signal.resample_poly(x, RATE, int(fs))
    order, edges = BANDS[kind]
    y = signal.sosfiltfilt(signal.butter(order, edges, "bandpass", fs=RATE, output="sos"), y)
    step = fs / RATE
    return y, gap[np.minimum((np.arange(len(y)) * step).astype(int), len(gap) - 1)]


def peaks(y, kind):
    x = np.convolve(np.abs(np.gradient(y)), np.ones(13) / 13, "same") if kind == "ecg" else y
    found, _ = signal.find_peaks(x, distance=int(0.35 * RATE), height=x.mean() + 0.5 * x.std())
    return found


def cut(headers, hop):
    length, hop = SECONDS * RATE, int(hop * RATE)
    for header in headers:
        fs, found = read(header)
        prepared = {kind: prepare(x, fs, kind) for kind, x in found.items()}
        beats = {kind: peaks(y, kind) for kind, (y, _) in prepared.items() if kind in ("ecg", "ppg")}
        n = max(len(y) for y, _ in prepared.values())
        for start in range(0, n - length + 1, hop):
            row = {"record": os.path.basename(header)[:-4], "start": start / RATE}
            for kind, (y, gap) in prepared.items():
                x = y[start:start + length]
                sd = x.std()
                found = beats.get(kind)
                count = 5 if found is None else np.searchsorted(found, start + length) - np.searchsorted(found, start)
                if not gap[start:start + length].any() and sd > 1e-9 and count >= 5:
                    z = np.clip((x - x.mean()) / sd, -6, 6)
                    row[kind] = np.rint(z * COUNTS).astype(np.int16).tobytes()
                    row[kind + "_mean"], row[kind + "_sd"] = x.mean(), sd
            if len(row) > 2:
                yield row


def main(folder, out, hop):
    headers = sorted(glob.glob(f"{folder}/**/*.hea", recursive=True))
    schema = pa.schema([("record", pa.string()), ("start", pa.float64())]
                       + [(kind + part, kindtype) for kind in BANDS
                          for part, kindtype in (("", pa.binary()), ("_mean", pa.float64()), ("_sd", pa.float64()))])
    wall = time.perf_counter()
    windows, batch = 0, []
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for row in cut(headers, hop):
            batch.append(row)
            windows += 1
            if len(batch) == 2000:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, schema))
    print(json.dumps({"windows": windows, "windows_per_s": round(windows / (time.perf_counter() - wall))}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
