import csv, hashlib
import h5py, numpy as np

rng = np.random.default_rng(11)
out = csv.writer(open("values.csv", "w", newline=""), lineterminator="\n")

def value(name, member, channel, samples, kind):
    samples = np.asarray(samples).astype("<i4" if kind == "i" else "<f4")
    out.writerow([name, member, channel, kind, len(samples), hashlib.sha256(samples.tobytes()).hexdigest()])

# Many records in one dataset, padded with zeros, as CODE-15 % has them.
with h5py.File("tracings.hdf5", "w") as f:
    t = np.zeros((4, 50, 3), "f4")
    for i, (a, b) in enumerate([(5, 45), (0, 50), (10, 30)]):
        t[i, a:b] = rng.standard_normal((b - a, 3))
    f.create_dataset("tracings", data=t, chunks=(1, 50, 3), compression="gzip")
    f["exam_id"] = np.array([1169160, 2873686, 168405, 0])
    for i, (a, b) in enumerate([(5, 45), (0, 50), (10, 30)]):
        for c in range(3):
            value("tracings.hdf5", int(f["exam_id"][i]), c, t[i, a:b, c], "f")

# Cell arrays of references, as MATLAB 7.3 writes PulseDB.
with h5py.File("cells.mat", "w", userblock_size=512) as f:
    g = f.create_group("Subj_Wins")
    refs = f.create_group("#refs#")
    def cells(field, arrays):
        r = g.create_dataset(field, (1, len(arrays)), dtype=h5py.ref_dtype)
        for i, a in enumerate(arrays):
            d = refs.create_dataset(f"{field}{i}", data=a)
            r[0, i] = d.ref
    ecg, ppg = rng.standard_normal((3, 1, 60)), rng.standard_normal((3, 1, 60))
    cells("ECG_F", ecg); cells("PPG_F", ppg)
    cells("SegSBP", [np.array([[118.5]]), np.array([[120.0]]), np.array([[99.25]])])
    cells("Gender", [np.array([[70]], "u2")] * 3)
    cells("SubjectID", [np.array([[ord(x)] for x in "p000188"], "u2")] * 3)
    for i in range(3):
        value("cells.mat", i, 0, ecg[i, 0], "f"); value("cells.mat", i, 1, ppg[i, 0], "f")
with open("cells.mat", "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file".ljust(128, b" "))

# A group per device, as OpenSignals writes.
with h5py.File("device.h5", "w") as f:
    g = f.create_group("00:07:80:D8:A7:F9"); g.attrs["sampling rate"] = np.int32(1000); g.attrs["date"] = "2018-9-28"
    d = g.create_dataset("raw/channel_1", data=rng.integers(0, 65535, (70, 1)).astype("u2")); d.attrs["sensor"] = "ECG"
    e = g.create_dataset("raw/channel_2", data=rng.integers(0, 65535, (70, 1)).astype("u4")); e.attrs["sensor"] = "BVP"
    value("device.h5", "", 0, d[:, 0], "i"); value("device.h5", "", 1, e[:, 0], "i")

# Half floats, channels by samples, as SPH has them.
with h5py.File("half.h5", "w") as f:
    a = rng.standard_normal((3, 40)).astype("f2")
    f["ecg"] = a
    for c in range(3):
        value("half.h5", "", c, a[c], "f")

# As cells.mat, with all that PulseDB's files have.
with h5py.File("pulsedb.mat", "w", userblock_size=512) as f:
    g = f.create_group("Subj_Wins")
    refs = f.create_group("#refs#")
    for field, arrays in dict(
        ECG_F=ecg, PPG_F=ppg, ABP_Raw=80 + 20 * ppg,
        SegSBP=[np.array([[118.5]]), np.array([[120.0]]), np.array([[99.25]])], SegDBP=[np.array([[70.5]])] * 2 + [np.array([[70.0]])],
        Age=[np.array([[61.0]])] * 3, Gender=[np.array([[70]], "u2")] * 3, SubjectID=[np.array([[ord(x)] for x in "p000188"], "u2")] * 3,
    ).items():
        r = g.create_dataset(field, (1, len(arrays)), dtype=h5py.ref_dtype)
        for i, a in enumerate(arrays):
            r[0, i] = refs.create_dataset(f"{field}{i}", data=a).ref
