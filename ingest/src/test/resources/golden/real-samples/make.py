import csv, glob, gzip, hashlib, os, sys
import h5py, numpy as np, pandas as pd, scipy.io as sio

data = sys.argv[1]
out = csv.writer(open("digests.csv", "w", newline=""), lineterminator="\n")

def put(corpus, record, channel, name, samples, kind="<f4"):
    s = np.asarray(samples).astype(kind)
    if kind == "<f4":
        s = np.where(np.isnan(s), np.float32(np.nan), s).astype("<f4")
        bits = s.view("<u4").copy(); bits[np.isnan(s)] = 0x7FC00000
        s = bits
    out.writerow([corpus, record, channel, name, len(s), hashlib.sha256(s.tobytes()).hexdigest()])

def base(p, *ends):
    b = os.path.basename(p)
    for e in ends:
        b = b.replace(e, "")
    return b

for p in sorted(glob.glob(data + "/bidmc/*_Signals.csv*")):
    t = pd.read_csv(p, skipinitialspace=True)
    for i, c in enumerate(t.columns[1:]):
        put("bidmc", base(p, "_Signals.csv", ".gz"), i, c, t[c])
for p in sorted(glob.glob(data + "/kachuee-bp/rec_*")):
    lines = (gzip.open(p, "rt") if p.endswith("gz") else open(p)).read().split("\n")
    for i, name in enumerate(["PLETH", "ABP", "II"]):
        put("kachuee", base(p, ".csv", ".gz"), i, name, [float(x) for x in lines[i].split(",")])
for p in sorted(glob.glob(data + "/welltory-ppg/*/PPG.csv")):
    t = pd.read_csv(p)
    for i, c in enumerate("RGB"):
        put("welltory", os.path.basename(os.path.dirname(p)), i, c, t[c])
for f, name in [("data", "PPG"), ("ring_data", "PPG"), ("118e00", "MLII"), ("118e06", "MLII"), ("e0103", "V4")]:
    put("heartpy", f, 0, name, pd.read_csv(f"{data}/heartpy/{f}.csv", header=None, skip_blank_lines=False)[0])
put("heartpy", "data2", 0, "PPG", pd.read_csv(f"{data}/heartpy/data2.csv")["hr"])
for p in sorted(glob.glob(data + "/plux-hdf5/*.h5")):
    with h5py.File(p) as f:
        device = f[list(f)[0]]
        for i, c in enumerate(k for k in device["raw"] if k.startswith("channel")):
            put("plux", base(p, ".h5"), i, device["raw"][c].attrs["sensor"], device["raw"][c][:, 0], "<i4")
leads = "I II III aVR aVL aVF V1 V2 V3 V4 V5 V6".split()
for p in sorted(glob.glob(data + "/cpsc2018/*.mat")):
    for i, lead in enumerate(leads):
        put("cpsc2018", base(p, ".mat"), i, lead, sio.loadmat(p)["ECG"]["data"][0, 0][i])
for p in sorted(glob.glob(data + "/code15/*.mat")):
    for i, lead in enumerate(leads):
        put("code15", base(p, ".mat"), i, lead, sio.loadmat(p)["feats"][i])
