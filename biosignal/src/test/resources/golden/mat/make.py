import csv, hashlib
import numpy as np, scipy.io as sio, scipy.sparse

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

# Variables that nobody asks for beside the one with samples, and arrays of more than one record.
rng = np.random.default_rng(6)
val = rng.integers(-2000, 2000, (2, 30)).astype(np.int16)
odd = csv.writer(open("odd.csv", "w", newline=""), lineterminator="\n")
rows = lambda name, path, member, a: [
    odd.writerow([name, path, member, c, len(a[c]), hashlib.sha256(a[c].astype("<i4" if a.dtype.kind == "i" else "<f4").tobytes()).hexdigest()])
    for c in range(len(a))]
cell = np.empty((1, 2), object); cell[0, 0] = "Köln"; cell[0, 1] = 1j * np.ones((2, 2))
beside = {"place": "Größe", "name": "您好", "spectrum": np.ones((2, 3)) * (1 + 2j), "sparse": scipy.sparse.eye(4).tocsc(), "cell": cell,
          "info": {"note": "Übung", "spectrum": 1j * np.ones((1, 2)), "lead": "II"}}
for name, packed in [("beside.mat", False), ("beside-packed.mat", True)]:
    sio.savemat(name, {**beside, "val": val}, do_compression=packed)
    rows(name, "val", "", sio.loadmat(name)["val"])
sio.savemat("v4-beside.mat", {"spectrum": np.ones((2, 3)) * (1 + 2j), "sparse": scipy.sparse.eye(4).tocsc(), "val": val, "note": "plain"}, format="4")
rows("v4-beside.mat", "val", "", sio.loadmat("v4-beside.mat")["val"])
data = np.empty((1, 3), [("ppg", object), ("id", object)])
for i in range(3):
    data[0, i] = ({"v": rng.standard_normal((25, 2)), "fs": 125.0}, "s%02d" % i)
sio.savemat("records.mat", {"data": data}, do_compression=True)
for i, record in enumerate(sio.loadmat("records.mat")["data"][0]):
    rows("records.mat", "data.ppg.v", i, record["ppg"]["v"][0, 0].T)
sio.savemat("cube.mat", {"val": rng.standard_normal((2, 10, 3)), "outer": {"data": data}})
