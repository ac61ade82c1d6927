"""Peaks that SciPy and the Python peer find in synthetic signals.  python peaks.py PEERS"""
import sys

import numpy as np
from scipy import signal

sys.path.insert(0, sys.argv[1] + "/signal")
from common import gradient_rpeaks

# Each wave: height in mV, time from the R peak in s, width in s.
SINUS = [(0.12, -0.18, 0.025), (-0.1, -0.03, 0.01), (1.1, 0.0, 0.011), (-0.25, 0.03, 0.012), (0.3, 0.28, 0.05)]
ECTOPIC = [(1.6, 0.0, 0.045), (-0.5, 0.1, 0.04), (-0.4, 0.34, 0.06)]


def ecg(fs, seconds, ectopic_every):
    t = np.arange(int(seconds * fs)) / fs
    x = 0.3 * np.sin(2 * np.pi * 0.33 * t) + 0.02 * np.sin(2 * np.pi * 50 * t) + 0.01 * np.sin(2 * np.pi * 23.7 * t + 1)
    at, k = 0.4, 0
    while at < seconds + 1:
        early = ectopic_every and k % ectopic_every == ectopic_every - 1
        for height, delay, width in (ECTOPIC if early else SINUS):
            x += height * np.exp(-0.5 * ((t - at - delay) / width) ** 2)
        k += 1
        next_early = ectopic_every and k % ectopic_every == ectopic_every - 1
        at += 0.8 + 0.12 * np.sin(0.7 * k) - (0.3 if next_early else 0)
    return x


def waves():
    n = np.arange(2000)
    return np.sin(n / 17) + 0.6 * np.sin(n / 5.3 + 1) + 0.3 * np.sin(n / 2.1 + 2)


def put(name, peaks):
    with open(name, "w") as f:
        f.write(" ".join(map(str, peaks)) + "\n")


put("regular-250hz.txt", gradient_rpeaks(ecg(250, 30, 0), 250))
put("ectopic-360hz.txt", gradient_rpeaks(ecg(360, 30, 7), 360))
put("ectopic-125hz.txt", gradient_rpeaks(ecg(125, 30, 5), 125))
put("waves-distance-20-prominence-0.9.txt", signal.find_peaks(waves(), distance=20, prominence=0.9)[0])
put("steps-prominence-0.5.txt", signal.find_peaks(np.round(2 * waves()) / 2, prominence=0.5)[0])
