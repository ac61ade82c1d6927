"""Features and reference pressure of a few accepted windows.  python features.py PEERS CORPORA > features.csv"""
import sys

sys.path.insert(0, sys.argv[1] + "/signal")
from bp_loso import FEATS, FS, HOP, WIN, bp_records, gradient_rpeaks, prepare, window

print(",".join(["record", "start_sample", *FEATS, "sbp", "dbp"]))
for corpus, _, _, record, sig, fs in bp_records(sys.argv[2]):
    if corpus != "cinc2015":
        break
    s, gap = prepare(sig, fs)
    peaks = gradient_rpeaks(s["ecg"], FS)
    for w in range(0, len(gap) - WIN + 1, HOP):
        reason, row = window(s, gap, w, peaks, 0.5)
        if not reason:
            print(",".join([record, str(w), *(repr(float(row[k])) for k in FEATS + ["sbp", "dbp"])]))
            break
