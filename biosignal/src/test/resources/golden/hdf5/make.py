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

# Storage that was written in part, every index of chunks, links; as the reader must give it: the missing code where nothing was written.
import hdf5plugin
odd = csv.writer(open("odd.csv", "w", newline=""), lineterminator="\n")
ecg = (np.arange(800) * 7 % 3001 - 1500).astype("i2").reshape(2, 400)
NEW = ("v110", "v110")

def given(name, written, samples=ecg):
    for c in range(2):
        a = np.where(written[c], samples[c].astype("<i4"), np.int32(-2147483648))
        odd.writerow([name, c, int((~written[c]).sum()), hashlib.sha256(a.astype("<i4").tobytes()).hexdigest()])

everywhere = np.ones(ecg.shape, bool)
def chunked(name, chunks, libver=NEW, part=None, resize=None, **more):
    with h5py.File(name, "w", libver=libver) as f:
        d = f.create_dataset("ecg", shape=ecg.shape, dtype="i2", chunks=chunks, fillvalue=7, **more)
        written = np.zeros(ecg.shape, bool)
        for c, a, b in part or [(0, 0, 400), (1, 0, 400)]:
            d[c, a:b] = ecg[c, a:b]
            for first in range(a // chunks[1] * chunks[1], b, chunks[1]):
                written[c // chunks[0] * chunks[0] : c // chunks[0] * chunks[0] + chunks[0], first : first + chunks[1]] = True
        values = d[:]
        if resize:
            d.resize(resize); values, written = values[:, : resize[1]], written[:, : resize[1]]
        given(name, written, values)

PART = [(0, 50, 130), (1, 300, 330)]
chunked("tree.h5", (1, 37), libver=None, part=PART, compression="gzip")
chunked("extensible.h5", (1, 5), maxshape=(2, None), part=PART, compression="gzip")
chunked("extensible-raw.h5", (1, 37), maxshape=(2, None))
chunked("extensible-rows.h5", (1, 37), maxshape=(None, 400), compression="gzip")
chunked("fixed.h5", (1, 37), maxshape=(2, 900), part=PART, compression="gzip")
chunked("shrunk.h5", (1, 37), maxshape=(2, 900), resize=(2, 300))
chunked("tree2.h5", (1, 37), maxshape=(None, None), part=PART)
for name, layout in [("implicit.h5", "early"), ("compact.h5", "compact")]:
    with h5py.File(name, "w", libver=NEW) as f:
        p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        if layout == "early":
            p.set_chunk((1, 37)); p.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        else:
            p.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple(ecg.shape, (2, 900) if layout == "early" else ecg.shape)
        h5py.h5d.create(f.id, b"ecg", h5py.h5t.STD_I16LE, space, p).write(h5py.h5s.ALL, h5py.h5s.ALL, ecg)
    given(name, everywhere)
with h5py.File("late.h5", "w") as f:
    f.create_dataset("ecg", shape=ecg.shape, dtype="i2")
given("late.h5", ~everywhere)
with h5py.File("links.h5", "w") as f:
    f["data/raw/x"] = ecg[::-1][::-1]
    f["data/link"] = h5py.SoftLink("raw/x"); f["ecg"] = h5py.SoftLink("/data/link")
given("links.h5", everywhere)
with h5py.File("big.h5", "w") as f:
    f["ecg"] = ecg.astype(">i2")
given("big.h5", everywhere)

# Sound, and refused.
with h5py.File("refused.h5", "w") as f:
    f["outside"] = h5py.ExternalLink("other.h5", "/x"); f["nowhere"] = h5py.SoftLink("/absent"); f["round"] = h5py.SoftLink("/round")
    f.create_dataset("scaled", data=ecg, chunks=(2, 40), scaleoffset=True)
    f.create_dataset("blosc", data=ecg, chunks=(2, 40), **hdf5plugin.Blosc())
    f.create_dataset("passed", data=np.random.default_rng(1).integers(-32768, 32767, (2, 400)).astype("i2"), chunks=(2, 400), compression="lzf")
    r = f.create_dataset("cells", (2, 5), dtype=h5py.ref_dtype)
    for i in range(10):
        r[i // 5, i % 5] = f["scaled"].ref
    f["empty"] = np.zeros((2, 2), "u8"); f["empty"].attrs["MATLAB_empty"] = np.int32(1)
    f["three"] = np.zeros((3, 2, 5)); f["complex"] = np.zeros((2, 5), complex); f["bool"] = np.zeros((2, 5), bool)
    f["struct/v"] = 1
with h5py.File("virtual.h5", "w") as f:
    v = h5py.VirtualLayout((2, 400), "i2"); v[:] = h5py.VirtualSource("other.h5", "x", (2, 400)); f.create_virtual_dataset("ecg", v)
with h5py.File("layout5.h5", "w", libver="latest") as f:
    f.create_dataset("ecg", data=ecg, chunks=(2, 40), compression="gzip")
