"""Times a PyTorch reference program in one process with its products done in one of four ways, and prints windows/s (of wall and of
CPU time), as medians over steps.

    peer_at_precision.py FOLDER PROGRAM WAY [the program's own options of bench]
      FOLDER   of the programs m2ae.py and ecg_nat.py
      PROGRAM  m2ae or ecg_nat
      WAY      default    as PyTorch multiplies unless told otherwise
               onednn     linear layers by oneDNN in float32, forward and backward
               autocast   forward pass under torch.autocast to bfloat16
               bf16-inside  float32 tensors, which oneDNN multiplies as bfloat16
"""
import argparse
import importlib
import os
import sys
import types

os.environ.setdefault("OMP_NUM_THREADS", "1")
import torch
import torch.nn.functional as F


class OneDnnLinear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, b):
        ctx.save_for_backward(x, w)
        return product(x, w, b)

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        flat = g.reshape(-1, g.shape[-1])
        return product(g, w.t()), product(flat.t(), x.reshape(-1, x.shape[-1]).t()), flat.sum(0)


def product(x, w, b=None):
    """x w' + b."""
    return torch.ops.mkldnn._linear_pointwise(x.contiguous(), w.contiguous(), b, "none", [], "")


def use(way, program):
    if way == "onednn":
        F.linear = OneDnnLinear.apply
    elif way == "autocast":
        loss = program.loss

        def under_autocast(parameters, options, batch):
            with torch.autocast("cpu", torch.bfloat16):
                return loss(parameters, options, batch)

        program.loss = under_autocast
    elif way == "bf16-inside":
        torch.backends.mkldnn.matmul.fp32_precision = "bf16"
    elif way != "default":
        sys.exit(f"WAY must be default, onednn, autocast or bf16-inside, got {way}")


def main(folder, name, way, *options):
    sys.path.insert(0, folder)
    common = importlib.import_module("common")
    program = importlib.import_module(name)
    use(way, program)
    results = []
    parser = argparse.ArgumentParser()
    for option, default in dict(size=None, batch=32, threads=1, seconds=10.0, warmup=3, fused=1, clip=1).items():
        parser.add_argument(f"--{option}", type=type(default) if default is not None else str, default=default)
    program.options(parser)
    alone = types.SimpleNamespace(wait=lambda: None)
    settings = parser.parse_args(options)
    common._worker(program, settings, alone, types.SimpleNamespace(put=results.append))
    r = results[0]
    print(f"{settings.batch / r['median_s']:.1f} {settings.batch / r['median_cpu_s']:.1f} {way} loss {r['loss_last']:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
