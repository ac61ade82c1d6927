import csv, datetime, hashlib
import numpy as np, pyedflib

def make(name, kind, bits, rates, annotations):
    rng = np.random.default_rng(7)
    low, high = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    w = pyedflib.EdfWriter(name, len(rates), file_type=kind)
    w.setStartdatetime(datetime.datetime(2003, 4, 5, 6, 7, 8))
    w.setPatientCode("P1"); w.setSex(0); w.setEquipment("box")
    digital = []
    for i, fs in enumerate(rates):
        w.setSignalHeader(i, dict(label=f"S{i}", dimension="mV" if i else "uV", sample_frequency=fs,
            physical_min=-3276.8 if i == 0 else -5.0, physical_max=3276.7 if i == 0 else 7.5, digital_min=low, digital_max=high,
            transducer="Ag", prefilter="HP:0.1Hz"))
        digital.append(np.clip(np.cumsum(rng.integers(-300, 300, fs * 7)), low, high).astype(np.int32))
    w.writeSamples([d for d in digital], digital=True)
    for onset, duration, text in annotations:
        w.writeAnnotation(onset, duration, text)
    w.close()
    r = pyedflib.EdfReader(name)
    for i in range(r.signals_in_file):
        d = r.readSignal(i, digital=True).astype("<i4"); p = r.readSignal(i)
        values.writerow([name, i, r.getLabel(i), r.getSampleFrequency(i), len(d), hashlib.sha256(d.tobytes()).hexdigest(), float(p[0]), float(p[-1])])
    for onset, duration, text in zip(*r.readAnnotations()):
        notes.writerow([name, repr(float(onset)), repr(float(duration)), text])
    r.close()

with open("values.csv", "w", newline="") as v, open("annotations.csv", "w", newline="") as a:
    values, notes = csv.writer(v, lineterminator="\n"), csv.writer(a, lineterminator="\n")
    make("plain.edf", pyedflib.FILETYPE_EDF, 16, [100, 256], [])
    make("plus.edf", pyedflib.FILETYPE_EDFPLUS, 16, [100, 1, 256], [(0.5, -1, "beat"), (3.25, 1.5, "Löwe"), (6.0, 0, "end")])
    make("plain.bdf", pyedflib.FILETYPE_BDF, 24, [128], [])
    make("plus.bdf", pyedflib.FILETYPE_BDFPLUS, 24, [128, 64], [(1.0, -1, "start")])
