import csv, hashlib
import numpy as np, scipy.io as sio

rng = np.random.default_rng(5)
ints = rng.integers(-2000, 2000, (3, 40)).astype(np.int16)
reals = rng.standard_normal((3, 40))
reals[1, 7] = np.nan
whole = np.round(reals * 50); whole[np.isnan(whole)] = 0
sio.savemat("v4.mat", {"val": ints, "x": np.arange(4.0)}, format="4")
sio.savemat("ints.mat", {"val": ints})
sio.savemat("packed.mat", {"ECG": {"sex": "Female", "age": 61, "data": reals}, "other": np.eye(2)}, do_compression=True)
sio.savemat("floats.mat", {"val": reals.astype(np.float32), "note": "abc"})
sio.savemat("columns.mat", {"val": whole.T})
with open("values.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    for name, path in [("v4", "val"), ("ints", "val"), ("packed", "ECG.data"), ("floats", "val"), ("columns", "val")]:
        m = sio.loadmat(name + ".mat")
        a = m["ECG"]["data"][0, 0] if path == "ECG.data" else m[path]
        a = a.T if name == "columns" else a
        for c in range(3):
            d = a[c].astype("<i4") if a.dtype.kind == "i" else a[c].astype("<f4")
            out.writerow([name + ".mat", path, c, a.dtype.kind, len(d), hashlib.sha256(d.tobytes()).hexdigest()])
