"""What the reference programs make of a model that Purkinje exported, and a model of theirs for it to import.

    python reference.py outputs PEERS FOLDER WINDOWS OUT     loads FOLDER, writes its vectors of the windows
    python reference.py model PEERS FOLDER WINDOWS OUT       the same of a new model, which it writes to FOLDER

FOLDER holds config.json in both cases.
"""
import hashlib, json, os, struct, sys
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

command, peers, folder, windows, out = sys.argv[1:]
sys.path.insert(0, peers)
import ecg_nat, m2ae

torch.set_num_threads(1)
config = json.load(open(os.path.join(folder, "config.json")))
program = {"m2ae": m2ae, "ecg-nat": ecg_nat}[config["objective"]]
size = config["settings"]["size"]
path = os.path.join(folder, "model.safetensors")

if command == "model":
    P = program.init(size, 3, golden=True)
    if program is ecg_nat:  # what its pretraining does not train
        P = {k: v for k, v in P.items() if k[:4] not in ("head", "proj")}
    save_file(P, path)
P = load_file(path)

if command == "outputs":
    expected = program.init(size)
    if program is ecg_nat:
        expected = {k: v for k, v in expected.items() if k[:4] not in ("head", "proj")}
    assert {k: (v.shape, v.dtype) for k, v in P.items()} == {k: (v.shape, v.dtype) for k, v in expected.items()}
    assert sum(v.numel() for v in P.values()) == config["parameters"]
    raw = open(path, "rb").read()
    data = raw[8 + struct.unpack("<Q", raw[:8])[0]:]
    assert hashlib.sha256(data).hexdigest() == config["parameters-sha256"]
    with safe_open(path, "pt") as file:
        assert file.metadata()["objective"] == config["objective"]

x = load_file(windows)
with torch.no_grad():
    if program is m2ae:
        c, all_visible = m2ae.SIZES[size], torch.ones(len(x["ecg"]), m2ae.N, dtype=torch.bool)
        y = dict(
            joint=m2ae.reconstruct(P, c, x["ecg"], x["ppg"], all_visible, all_visible)["f_joint"],
            ecg=m2ae.fingerprint(P, c, "e", x["ecg"], all_visible),
            ppg=m2ae.fingerprint(P, c, "p", x["ppg"], all_visible))
    else:
        y = dict(ecg=ecg_nat.encode(P, ecg_nat.SIZES[size], ecg_nat.tokenise(P, x["leads"]), "gather").mean(1))
save_file({k: v.contiguous() for k, v in y.items()}, out)
