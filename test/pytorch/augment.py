"""What torchvision makes of bytes, for test/pytorch/augment.ts (all) and src/data/augment/torchvision.testing.ts (--table).

Prints JSON: a list of cases, each with the name of the operation, its arguments, the image and the bytes that came out, in
hexadecimal. Images are [H, W, 3], made by the same small generators as in augment.ts.
"""
import argparse
import json
import math

import torch
import torchvision
from torchvision.transforms import functional as F

parser = argparse.ArgumentParser()
parser.add_argument("--table", action="store_true", help="few small cases, to be committed")
table = parser.parse_args().table


def noise(height, width, seed):
    """Bytes 16 to 23 of a linear congruential generator."""
    x = seed
    out = []
    for _ in range(height * width * 3):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out.append((x >> 16) & 255)
    return torch.tensor(out, dtype=torch.uint8).reshape(height, width, 3)


def pairs(odd):
    """All pairs of bytes a, b: channel `odd` is a, the other two are b."""
    a = torch.arange(256, dtype=torch.uint8)[:, None, None].expand(256, 256, 1)
    b = torch.arange(256, dtype=torch.uint8)[None, :, None].expand(256, 256, 1)
    return torch.cat([a if c == odd else b for c in range(3)], dim=2)


images = (
    {"noise 4x5": noise(4, 5, 1)}
    if table
    else {"noise 256x256": noise(256, 256, 1), "pairs 0": pairs(0), "pairs 1": pairs(1), "pairs 2": pairs(2)}
)

adjustments = {
    "brightness": (F.adjust_brightness, [0.0, 0.3, 0.77, 1.0, 1.6, 40.0]),
    "contrast": (F.adjust_contrast, [0.0, 0.3, 0.77, 1.0, 1.6, 40.0]),
    "saturation": (F.adjust_saturation, [0.0, 0.3, 0.77, 1.0, 1.6, 40.0]),
    "hue": (F.adjust_hue, [-0.5, -0.31, -0.1, 0.0, 0.05, 0.2, 0.5]),
    "grayscale": (lambda image, _: F.rgb_to_grayscale(image, 3), [0.0]),
    "blur": (lambda image, sigma: F.gaussian_blur(image, [5, 5], [sigma, sigma]), [0.1, 0.7, 2.0]),
}
if not table:
    adjustments["blur 23"] = (lambda image, sigma: F.gaussian_blur(image, [23, 23], [sigma, sigma]), [0.3, 1.1, 2.0])

cases = []
for image_name, image in images.items():
    planes = image.permute(2, 0, 1).contiguous()
    for name, (operation, factors) in adjustments.items():
        for factor in factors:
            out = operation(planes, factor).permute(1, 2, 0).contiguous()
            cases.append(dict(name=name, image=image_name, factor=factor, out=bytes(out.flatten().tolist()).hex()))


class Draws:
    """Stands for torch's generator: uniform numbers in [0, 1) that are noted down, in the order of use."""

    def __init__(self, seed):
        self.state = seed
        self.noted = []

    def next(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        # 16 bits, so that a number is the same in single precision.
        value = ((self.state >> 8) & 65535) / 65536
        self.noted.append(value)
        return value


class Uniform:
    """What torch.empty(1) gives, drawing from `draws`."""

    def __init__(self, draws):
        self.draws = draws

    def uniform_(self, low, high):
        return torch.tensor([float(low) + (float(high) - float(low)) * self.draws.next()], dtype=torch.float64)


def windows(kind, seed, height, width, scale, ratio):
    """torchvision's own get_params, with its draws replaced by ours."""
    draws = Draws(seed)
    empty, randint = torch.empty, torch.randint
    torch.empty = lambda *_, **__: Uniform(draws)
    torch.randint = lambda low, high, size: torch.tensor([low + math.floor(draws.next() * (high - low))])
    try:
        image = torch.zeros(3, 1, 1).expand(3, height, width)
        found = kind.get_params(image, scale, ratio, *([[0.0]] if kind is torchvision.transforms.RandomErasing else []))
    finally:
        torch.empty, torch.randint = empty, randint
    return dict(
        kind=kind.__name__,
        size=[height, width],
        scale=scale,
        ratio=ratio,
        draws=draws.noted,
        window=[int(x) for x in found[:4]],
    )


shapes = [(375, 500), (500, 375), (224, 224), (10, 900), (900, 10), (1, 1), (3, 2)]
found = []
for shape in shapes:
    for seed in range(1, 3 if table else 200):
        found.append(windows(torchvision.transforms.RandomResizedCrop, seed, *shape, [0.08, 1.0], [3 / 4, 4 / 3]))
        found.append(windows(torchvision.transforms.RandomErasing, seed, *shape, [0.02, 0.33], [0.3, 3.3]))

print(json.dumps(dict(torch=torch.__version__, torchvision=torchvision.__version__, cases=cases, windows=found)))
