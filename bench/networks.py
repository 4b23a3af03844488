"""Times one training step of a whole network in PyTorch: forward, gradients of all weights, Adam.

Networks are torchvision's, without classifiers; the loss is the mean of the squared features. Images are normal noise of
3 x SIZE x SIZE. Prints one JSON object: milliseconds (median and least) and the peak of resident memory in MB.

    OMP_WAIT_POLICY=PASSIVE python3 networks.py resnet50 32 --steps 3
"""

import argparse
import json
import resource
import statistics
import sys
import time

try:
    import torch
    import torchvision
except ImportError as error:
    sys.exit(f"networks: PyTorch and torchvision must be importable, got '{error}'; install both, or run a python3 that has them")


def vit(size):
    network = torchvision.models.vision_transformer.VisionTransformer(size, 16, 12, 6, 384, 1536)
    network.heads = torch.nn.Identity()
    return network


def resnet50(_):
    network = torchvision.models.resnet50()
    network.fc = torch.nn.Identity()
    return network


def mobilenet(_):
    network = torchvision.models.mobilenet_v2()
    network.classifier = torch.nn.Identity()
    return network


NETWORKS = {"resnet50": resnet50, "vit": vit, "mobilenet": mobilenet}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("batch", type=int)
    parser.add_argument("--size", type=int, default=224, help="rows and columns of the images (default 224)")
    parser.add_argument("--steps", type=int, default=3, help="timed steps, after one that is not (default 3)")
    parser.add_argument("--threads", type=int, default=2, help="threads of PyTorch (default 2)")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    network = NETWORKS[args.network](args.size).train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-4)
    images = torch.randn(args.batch, 3, args.size, args.size)
    times = []
    for _ in range(args.steps + 1):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        network(images).square().mean().backward()
        optimizer.step()
        times.append((time.perf_counter() - start) * 1000)
    print(
        json.dumps(
            {
                "ms": statistics.median(times[1:]),
                "least": min(times[1:]),
                "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
                "torch": torch.__version__,
            }
        )
    )


if __name__ == "__main__":
    main()
