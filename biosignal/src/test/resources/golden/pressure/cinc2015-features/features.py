"""Features and reference pressure of a few accepted windows, and on standard error how many windows break which rule first.

The rules and features are those of bp_loso.py. The ends differ from it: resampling goes on along the end-point line instead of
zeros; each run between gaps of more than 12 samples is filtered by itself, with mirrored ends of 500 samples where 0 Hz is blocked.

python features.py PEERS CORPORA > features.csv
"""
import sys
from collections import Counter

import numpy as np
from scipy import signal

sys.path.insert(0, sys.argv[1] + "/signal")
from bp_loso import FEATS, FS, HOP, WIN, window
from common import bp_records, fill, gradient_rpeaks

LONGEST_BRIDGE = 12
MIRRORED = {"padtype": "even", "padlen": 500}


def runs(missing):
    """[start, end) of the stretches that can hold a window."""
    present = np.flatnonzero(~missing)
    breaks = np.flatnonzero(np.diff(present) - 1 > LONGEST_BRIDGE)
    starts = np.append(present[:1], present[breaks + 1])
    ends = np.append(present[breaks], present[-1:]) + 1
    return [(a, b) for a, b in zip(starts, ends) if b - a >= WIN]


def at_common_rate(x, fs):
    bridged, missing = fill(x)
    step = fs // FS
    return (bridged, missing) if step == 1 else (signal.resample_poly(bridged, 1, step, padtype="line"), missing[::step])


def filtered(x, missing, order, edges, kind, **ends):
    sections = signal.butter(order, edges, kind, fs=FS, output="sos")
    y = np.zeros(len(x))
    for a, b in runs(missing):
        y[a:b] = signal.sosfiltfilt(sections, x[a:b], **ends)
    return y


def prepared(signals, fs):
    raw = {kind: at_common_rate(x, fs) for kind, x in signals.items()}
    ecg = filtered(*raw["ecg"], 4, (0.5, 40), "bandpass", **MIRRORED)
    peaks = [a + gradient_rpeaks(ecg[a:b], FS) for a, b in runs(raw["ecg"][1])]
    return {
        "ecg": ecg,
        "ppg": filtered(*raw["ppg"], 3, (0.5, 8), "bandpass", **MIRRORED),
        "abp": filtered(*raw["abp"], 4, 20, "lowpass"),
        "raw_abp": raw["abp"][0],
    }, np.any([missing for _, missing in raw.values()], axis=0), np.concatenate(peaks or [np.zeros(0)]).astype(int)


outcomes = Counter()
print(",".join(["record", "start_sample", *FEATS, "sbp", "dbp"]))
for corpus, _, _, record, signals, fs in bp_records(sys.argv[2]):
    if corpus != "cinc2015":
        break
    s, gap, peaks = prepared(signals, fs)
    first = True
    for w in range(0, len(gap) - WIN + 1, HOP):
        reason, row = window(s, gap, w, peaks, 0.5)
        outcomes[reason or "accepted"] += 1
        if row and first:
            print(",".join([record, str(w), *(repr(float(row[k])) for k in FEATS + ["sbp", "dbp"])]))
            first = False
print(outcomes, file=sys.stderr)
