"""Times the passes of single convolutions in PyTorch: forward, gradient of the input, gradient of the weight.

Each layer is INPUTS,OUTPUTS,KERNEL,STRIDE,GROUPS,SIZE; padding is half the kernel. Prints one JSON object a layer: the
least milliseconds of each pass.

    OMP_WAIT_POLICY=PASSIVE python3 convolutions.py 32 64,64,3,1,1,56 144,144,3,1,144,56 --times 5
"""

import argparse
import json
import sys
import time

try:
    import torch
except ImportError as error:
    sys.exit(f"convolutions: PyTorch must be importable, got '{error}'; install torch, or run a python3 that has it")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("batch", type=int)
    parser.add_argument("layers", nargs="+", help="INPUTS,OUTPUTS,KERNEL,STRIDE,GROUPS,SIZE")
    parser.add_argument("--times", type=int, default=5, help="timed calls of each pass (default 5)")
    parser.add_argument("--threads", type=int, default=2, help="threads of PyTorch (default 2)")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    for layer in args.layers:
        sizes = [int(number) for number in layer.split(",")]
        if len(sizes) != 6 or min(sizes) < 1:
            sys.exit(f"convolutions: a layer must be six whole numbers from 1, got '{layer}'")
        print(json.dumps(measure(args.batch, *sizes, args.times)), flush=True)


def measure(batch, inputs, outputs, kernel, stride, groups, size, times):
    x = torch.randn(batch, inputs, size, size)
    w = torch.randn(outputs, inputs // groups, kernel, kernel)
    padding = kernel // 2
    with torch.no_grad():
        g = torch.randn_like(torch.conv2d(x, w, None, stride, padding, 1, groups))

        def backward(mask):
            return lambda: torch.ops.aten.convolution_backward(
                g, x, w, None, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], groups, mask
            )

        return {
            "forward": best(lambda: torch.conv2d(x, w, None, stride, padding, 1, groups), times),
            "input": best(backward([True, False, False]), times),
            "weight": best(backward([False, True, False]), times),
        }


def best(run, times):
    run()
    walls = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        walls.append(time.perf_counter() - start)
    return {"ms": min(walls) * 1000}


if __name__ == "__main__":
    main()
