"""Decode + augment as a PyTorch program does it, on one core: Pillow and torchvision, for bench/pipeline.ts.

Reads lines from stdin; for each it goes through all JPEGs of the folder once and prints milliseconds of the processor and of the
clock for one image.
"""
import glob
import json
import os
import sys
import time

import PIL
import torch
import torchvision
from PIL import Image
from torchvision import transforms as T

torch.set_num_threads(1)
torch.manual_seed(1)
files = sorted(glob.glob(os.path.join(sys.argv[1], "**", "*.jpg"), recursive=True))
recipe = T.Compose(
    [
        T.RandomResizedCrop(224),
        T.RandomHorizontalFlip(),
        T.ColorJitter(0.4, 0.4, 0.4, 0.1),
        T.PILToTensor(),
    ]
)
print(json.dumps(dict(torchvision=torchvision.__version__, pillow=PIL.__version__)), flush=True)
for _ in sys.stdin:
    clock, processor = time.perf_counter(), time.process_time()
    for path in files:
        with open(path, "rb") as file:
            recipe(Image.open(file).convert("RGB"))
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    print(json.dumps(dict(processor=1e3 * processor / len(files), clock=1e3 * clock / len(files))), flush=True)
