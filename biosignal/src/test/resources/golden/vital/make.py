import csv
import numpy as np
from vitaldb import VitalFile

START = 4102444800.0  # 2100-01-01, a whole number of samples for every rate below
FORMATS = {1: "<f4", 2: "<f8", 3: "i1", 4: "u1", 5: "<i2", 6: "<u2"}  # of 7 and 8 the package writes and reads 8 bytes on 64-bit Linux
rng = np.random.default_rng(11)


def wave(fs, seconds, fmt, step=1.0, skip=(), swap=()):
    """One packet a step; some left out, some written after the next one."""
    n = round(fs * step)
    recs = []
    for k in range(int(seconds / step)):
        if k in skip:
            continue
        walk = np.cumsum(rng.integers(-9, 10, n))
        if fmt in (4, 6):
            walk = np.abs(walk)
        recs.append({"dt": START + k * step, "val": np.clip(walk, -120, 250 if fmt != 3 else 120).astype(FORMATS[fmt])})
    for k in swap:
        recs[k], recs[k + 1] = recs[k + 1], recs[k]
    return recs


def add(vf, name, fs, fmt, recs, unit="mV", gain=1.0, offset=0.0):
    trk = vf.add_track(name, recs, srate=fs, unit=unit)
    trk.fmt, trk.gain, trk.offset = fmt, gain, offset


def file(start=START - 4, end=START + 10):
    vf = VitalFile()
    vf.dgmt, vf.dtstart, vf.dtend = -540, start, end
    return vf


def values(vf):
    vf.add_track("Solar8000/HR", [{"dt": START - 1 + 2 * k, "val": v} for k, v in enumerate([72, 72.5, 0.1, 1e10])], unit="/min")
    vf.add_track("EVENT", [{"dt": START + 3.25, "val": "Case started"}, {"dt": START + 5, "val": "절개"}])


def tell(name):
    vf = VitalFile(name)
    waves = {n: t for n, t in vf.trks.items() if t.type == 1}
    first = min(r["dt"] for t in waves.values() for r in t.recs)
    for n, t in waves.items():
        end = max(r["dt"] + len(r["val"]) / t.srate for r in t.recs)
        samples = vf.get_track_samples(n, 1 / t.srate)
        samples = samples[round((first - vf.dtstart) * t.srate):round((end - vf.dtstart) * t.srate)]
        waves_csv.writerow([name, n, t.srate, t.unit, " ".join(repr(float(v)) for v in samples)])
    for n, t in vf.trks.items():
        if t.type != 1:
            for r in t.recs:
                values_csv.writerow([name, n, repr(r["dt"] - first), r["val"]])


with open("waves.csv", "w", newline="") as w, open("values.csv", "w", newline="") as v:
    waves_csv, values_csv = csv.writer(w, lineterminator="\n"), csv.writer(v, lineterminator="\n")

    vf = file()
    add(vf, "SNUADC/ECG_II", 32, 1, wave(32, 8, 1, skip=(3, 4)))
    add(vf, "SNUADC/PLETH", 64, 1, [{**r, "dt": r["dt"] + 0.5} for r in wave(64, 3, 1)], unit="")
    add(vf, "Primus/CO2", 6.25, 2, wave(6.25, 8, 2, step=4), unit="mmHg")
    values(vf)
    vf.to_vital("packed.vital")
    tell("packed.vital")

    vf = file()
    for fmt, gain, offset in [(1, 7, 9), (2, 7, 9), (3, 0.5, 0), (4, 0.25, -8), (5, -0.0024, 1.5), (6, 1e-3, 0)]:
        add(vf, f"D{fmt}/W", 16, fmt, wave(16, 6, fmt, skip=(2,), swap=(0, 3)), gain=gain, offset=offset)
    late = wave(20, 6, 1)
    late[2]["dt"] -= 0.25  # five samples of the packet before are overwritten, five are missing behind it
    add(vf, "SNUADC/LATE", 20, 1, late)
    values(vf)
    vf.to_vital("stream.vital", packed=False)
    tell("stream.vital")

    # Times beside the grid: the package rounds them when it packs, so it packs and reads what we read.
    vf = file()
    recs = wave(50, 9, 1)
    for r in recs[1:]:
        r["dt"] += float(rng.uniform(-0.03, 0.03))
    add(vf, "SNUADC/ART", 50, 1, recs, unit="mmHg")
    vf.to_vital("jitter.vital", packed=False)
    vf.to_vital("jitter-packed.vital")
    tell("jitter-packed.vital")
