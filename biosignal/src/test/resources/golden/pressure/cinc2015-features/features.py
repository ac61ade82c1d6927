"""Features and reference pressure of a few accepted windows, and on standard error how many windows break which rule first, of
the blood pressure protocol and of ECG and PPG as a pair.

The rules and features are those of bp_loso.py. The ends differ from it: resampling goes on along the end-point line instead of
zeros; each run between gaps of more than 12 samples is filtered by itself, with mirrored ends of 500 samples where 0 Hz is blocked.

python features.py PEERS CORPORA > features.csv
"""
import glob
import sys
from collections import Counter

import numpy as np
import wfdb
from scipy import signal

sys.path.insert(0, sys.argv[1] + "/signal")
from bp_loso import FEATS, FS, HOP, WIN, ppg_beats, window
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


def pair(s, missing, w, peaks):
    """First broken rule of ECG and PPG as a pair, of a window where each of them passes by itself; None of other windows."""
    z = s["ppg"][w : w + WIN]
    ecg = s["ecg"][w : w + WIN]
    if missing[w : w + WIN].any() or min(z.std(), ecg.std()) < 1e-9:
        return None
    z = (z - z.mean()) / z.std()
    r = peaks[(peaks >= w) & (peaks < w + WIN)] - w
    pulses = ppg_beats(z)
    if min(len(r), len(pulses)) < 5:
        return None
    rr = np.median(np.diff(r)) / FS
    interval = np.median(np.diff([p[1] for p in pulses])) / FS
    if abs(rr - interval) > 0.1 * rr:
        return "hr mismatch"
    n = int(interval * FS)
    cuts = np.array([z[p[3] : p[3] + n] for p in pulses if p[3] + n <= WIN])
    if len(cuts) < 4 or n < 20:
        return "beats"
    if np.mean([np.corrcoef(cut, cuts.mean(0))[0, 1] for cut in cuts]) < 0.8:
        return "ppg template"
    arrivals = sum(any(0.08 <= (p[0] - x) / FS <= 0.5 for p in pulses) for x in r)
    return "pat" if arrivals < 4 else "trusted"


def pair_records(corpora):
    """Signals of the records with a PPG, whether or not there is an ABP."""
    for header in sorted(glob.glob(f"{corpora}/cinc2015/*.hea")):
        r = wfdb.rdrecord(header[:-4])
        if "PLETH" in r.sig_name:
            lead = "II" if "II" in r.sig_name else r.sig_name[0]
            yield {"ecg": r.p_signal[:, r.sig_name.index(lead)], "ppg": r.p_signal[:, r.sig_name.index("PLETH")]}, r.fs


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

pairs = Counter()
for signals, fs in pair_records(sys.argv[2]):
    s, gap, peaks = prepared({**signals, "abp": np.zeros(len(signals["ecg"]))}, fs)
    pairs.update(filter(None, (pair(s, gap, w, peaks) for w in range(0, len(gap) - WIN + 1, HOP))))
print(pairs, file=sys.stderr)
