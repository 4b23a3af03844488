"""Times one training step of an embedding head in PyTorch with pytorch-metric-learning.

The step: features [B, 2048] -> Linear(2048, 512) -> L2 normalise -> easiest positive and semi-hard negative
(BatchEasyHardMiner) -> TripletMarginLoss(margin 0.2) -> gradients -> Adam (1e-3). Labels: B / 4 classes of 4.
Prints one JSON object a batch: milliseconds, medians over --steps, and the plain matrix products of the same shapes.
Where PyTorch (OpenMP) and its OpenBLAS (pthreads) each keep threads, the idle ones spin and take the cores from the
working ones: OMP_WAIT_POLICY=PASSIVE in the environment shows PyTorch at its best.

    OMP_WAIT_POLICY=PASSIVE PYTHONPATH=<pytorch-metric-learning>/src python3 headStep.py 128 512 1024 --steps 30
"""

import argparse
import json
import os
import statistics
import sys
import time

try:
    import torch
except ImportError as error:
    sys.exit(f"headStep: PyTorch must be importable, got '{error}'; install torch, or run a python3 that has it")
try:
    import pytorch_metric_learning
    from pytorch_metric_learning.losses import TripletMarginLoss
    from pytorch_metric_learning.miners import BatchEasyHardMiner
except ImportError as error:
    sys.exit(
        f"headStep: pytorch-metric-learning must be importable, got '{error}'; "
        "pip install it, or put the src folder of its sources on PYTHONPATH"
    )

INPUTS, OUTPUTS, PER_CLASS = 2048, 512, 4


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    for batch in args.batches:
        torch.manual_seed(args.seed)
        print(json.dumps(measure(batch, args)), flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("batches", nargs="+", type=batch_size, help="batch sizes, multiples of 4")
    parser.add_argument("--steps", type=positive, default=30, help="timed steps (default 30)")
    parser.add_argument("--warmup", type=positive, default=5, help="steps before the timed ones (default 5)")
    parser.add_argument("--threads", type=positive, default=2, help="threads of PyTorch (default 2)")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, got {text}")
    return int(text)


def batch_size(text):
    size = positive(text)
    if size % PER_CLASS or size < 2 * PER_CLASS:
        raise argparse.ArgumentTypeError(f"must be a multiple of {PER_CLASS}, at least {2 * PER_CLASS}, got {text}")
    return size


def measure(batch, args):
    features = torch.randn(batch, INPUTS)
    labels = torch.arange(batch) // PER_CLASS
    step = head_step(features, labels)
    for _ in range(args.warmup):
        step()
    parts, triplets = zip(*(step() for _ in range(args.steps)))
    medians = {name: median_ms([part[name] for part in parts]) for name in parts[0]}
    total = [sum(part.values()) for part in parts]
    return {
        "batch": batch,
        "ms": median_ms(total),
        "fastest_ms": round(min(total) * 1e3, 3),
        "parts_ms": medians,
        "products_ms": products(features, args),
        "triplets": triplets[-1],
        "steps": args.steps,
        "threads": torch.get_num_threads(),
        "omp_wait_policy": os.environ.get("OMP_WAIT_POLICY", "default"),
        "torch": torch.__version__,
        "pytorch_metric_learning": pytorch_metric_learning.__version__,
    }


def head_step(features, labels):
    """A function that takes one step and gives the seconds of each part and the number of triplets."""
    head = torch.nn.Linear(INPUTS, OUTPUTS)
    optimizer = torch.optim.Adam(head.parameters(), lr=1e-3)
    mine = BatchEasyHardMiner(pos_strategy="easy", neg_strategy="semihard")
    criterion = TripletMarginLoss(margin=0.2)

    def step():
        times = [time.perf_counter()]

        def tick():
            times.append(time.perf_counter())

        embeddings = torch.nn.functional.normalize(head(features))
        tick()
        tuples = mine(embeddings, labels)
        tick()
        loss = criterion(embeddings, labels, tuples)
        tick()
        optimizer.zero_grad()
        loss.backward()
        tick()
        optimizer.step()
        tick()
        names = ("forward", "mining", "loss", "backward", "update")
        return {name: end - start for name, start, end in zip(names, times, times[1:])}, len(tuples[0])

    return step


def products(x, args):
    """Milliseconds of each matrix product that the step cannot do without, alone, and their sum."""
    weight = torch.randn(OUTPUTS, INPUTS)
    embeddings = torch.randn(x.shape[0], OUTPUTS)
    timed = {
        "forward": lambda: x @ weight.T,
        "pairs": lambda: embeddings @ embeddings.T,
        "weight_gradient": lambda: embeddings.T @ x,
    }
    with torch.no_grad():
        result = {name: median_ms(repeat(product, args)) for name, product in timed.items()}
    return result | {"sum": round(sum(result.values()), 3)}


def repeat(run, args):
    for _ in range(args.warmup):
        run()
    seconds = []
    for _ in range(args.steps):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return seconds


def median_ms(seconds):
    return round(statistics.median(seconds) * 1e3, 3)


if __name__ == "__main__":
    main()
