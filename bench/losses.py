"""Times one loss of pytorch-metric-learning at one batch size: value, and gradient of embeddings and own parameters.

Embeddings [B, dimension] are random normal numbers, labels B / per-class classes of per-class each; no miner, so every
pair or triplet counts; other arguments are the library's defaults but where LOSSES says otherwise. What the library
lacks is written here in plain torch, and marked so. Prints one JSON object: median milliseconds, and the peak of
resident memory in MB above what was resident just before the first step. A loss that needs too much memory or time
gives an object with `error` instead. A loss is given at most 4 seconds of timed steps, and at least two of them unless
--steps says one.
Idle threads of PyTorch spin and take the cores from the working ones unless OMP_WAIT_POLICY=PASSIVE.

    OMP_WAIT_POLICY=PASSIVE PYTHONPATH=<pytorch-metric-learning>/src python3 losses.py ntXent 256 --steps 30
    PYTHONPATH=<pytorch-metric-learning>/src python3 losses.py --list
"""

import argparse
import json
import math
import os
import re
import resource
import signal
import statistics
import sys
import time
import warnings

if not sys.platform.startswith("linux"):
    sys.exit(f"losses: memory is read from Linux's /proc, got {sys.platform}; run it on Linux")
try:
    import torch
    from torch.nn.functional import cross_entropy, normalize
except ImportError as error:
    sys.exit(f"losses: PyTorch must be importable, got '{error}'; install torch, or run a python3 that has it")
try:
    import pytorch_metric_learning
    from pytorch_metric_learning import losses as pml
except ImportError as error:
    sys.exit(
        f"losses: pytorch-metric-learning must be importable, got '{error}'; "
        "pip install it, or put the src folder of its sources on PYTHONPATH"
    )

TIMED_SECONDS, WARMUP_SECONDS = 4, 2


def main():
    args = arguments()
    if args.list:
        print("\n".join(LOSSES))
        return
    # In a process of its own: an alarm ends it in the middle of an operator, which no exception could.
    child = os.fork()
    if child == 0:
        report = measure_within_limits(args)
        print(json.dumps({"loss": args.loss, "batch": args.batch} | report), flush=True)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == -signal.SIGALRM:
        error = f"took longer than {args.limit_seconds} s a step"
    elif ended < 0:
        error = f"ended by {signal.Signals(-ended).name}"
    else:
        error = f"ended with status {ended}"
    if ended:
        print(json.dumps({"loss": args.loss, "batch": args.batch, "error": error}))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("loss", nargs="?", help="one of the names that --list prints")
    parser.add_argument("batch", nargs="?", type=positive, help="batch size, a multiple of --per-class, and even")
    parser.add_argument("--list", action="store_true", help="print the names of the losses")
    parser.add_argument("--dimension", type=positive, default=512, help="of the embeddings (default 512)")
    parser.add_argument("--per-class", type=positive, default=4, help="embeddings of each class (default 4)")
    parser.add_argument("--steps", type=positive, default=30, help="timed steps, at most (default 30)")
    parser.add_argument("--warmup", type=positive, default=5, help="steps before the timed ones, at most (default 5)")
    parser.add_argument("--threads", type=positive, default=2, help="threads of PyTorch (default 2)")
    parser.add_argument("--limit-gb", type=positive, default=12, help="memory it may ask for (default 12)")
    parser.add_argument("--limit-seconds", type=positive, default=60, help="time of one step, at most (default 60)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    if args.list:
        return args
    if args.loss not in LOSSES:
        parser.error(f"loss: must be a name that --list prints, got {args.loss}")
    if args.per_class < 2:
        parser.error(f"--per-class: must be at least 2, or there are no positives, got {args.per_class}")
    multiple, least = math.lcm(2, args.per_class), 2 * args.per_class
    if args.batch is None or args.batch % multiple or args.batch < least:
        parser.error(f"batch: must be a multiple of {multiple}, at least {least}, got {args.batch}")
    return args


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, got {text}")
    return int(text)


def measure_within_limits(args):
    warnings.simplefilter("ignore")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    start_threads()
    unlimited = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory("VmSize") + args.limit_gb * 10**9, unlimited[1]))
    try:
        return measure(args)
    except Exception as error:
        resource.setrlimit(resource.RLIMIT_AS, unlimited)
        return {"error": reason(error, args.limit_gb)}
    finally:
        signal.alarm(0)


def start_threads():
    """Takes what a library takes once, code and threads and their buffers, so that no loss is charged with it."""
    x = torch.randn(256, 256, requires_grad=True)
    for _ in range(2):
        y = normalize(x @ x.T)
        (cross_entropy(y, torch.arange(256)) + torch.sigmoid(y[y > 0]).exp().sum()).backward()


def reason(error, limit_gb):
    text = str(error)
    if not isinstance(error, MemoryError) and not re.search(r"allocate memory|bad_alloc|not enough memory", text):
        return f"{type(error).__name__}: {text.strip().splitlines()[0] if text.strip() else 'no message'}"
    size = re.search(r"tried to allocate (\d+) bytes", text)
    if not size:
        return f"out of memory: asked for more than {limit_gb} GB"
    gb = int(size[1]) / 1e9
    asked = f"{gb:.0f} GB" if gb >= 10 else f"{gb:.1f} GB" if gb >= 0.1 else f"{gb:.1g} GB"
    return f"out of memory: asked for {asked}" + ("" if gb > limit_gb else f" more, of {limit_gb} GB in all")


def measure(args):
    labels = torch.arange(args.batch) // args.per_class
    embeddings = torch.randn(args.batch, args.dimension, requires_grad=True)
    loss, parameters = LOSSES[args.loss](args, labels)

    def step():
        signal.alarm(args.limit_seconds)
        start = time.perf_counter()
        for tensor in (embeddings, *parameters):
            tensor.grad = None
        loss(embeddings, labels).backward()
        return time.perf_counter() - start

    before = memory("VmRSS")
    forget_peak()
    repeat(step, args.warmup, WARMUP_SECONDS, least=1)
    seconds = repeat(step, args.steps, TIMED_SECONDS, least=2)
    return {
        "ms": round(statistics.median(seconds) * 1e3, 3),
        "peak_mb": round((memory("VmHWM") - before) / 1e6, 1),
        "steps": len(seconds),
        "by": "plain torch" if args.loss in PLAIN_TORCH else "pytorch-metric-learning",
        "threads": torch.get_num_threads(),
        "omp_wait_policy": os.environ.get("OMP_WAIT_POLICY", "default"),
        "torch": torch.__version__,
        "pytorch_metric_learning": pytorch_metric_learning.__version__,
    }


def repeat(step, most, budget, least):
    seconds = []
    while len(seconds) < most and (len(seconds) < least or sum(seconds) < budget):
        seconds.append(step())
    return seconds


def memory(name):
    """Bytes of this process: VmRSS resident, VmHWM the most that was resident, VmSize address space."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(f"{name}:"))


def forget_peak():
    with open("/proc/self/clear_refs", "w") as clear:
        clear.write("5")


def unlabelled(loss):
    return lambda embeddings, _: loss(embeddings), list(loss.parameters())


def two_views(loss):
    """The first half of the batch and the second are two views of the same samples."""
    return lambda embeddings, _: loss(*embeddings.chunk(2)), []


def without_parameters(kind, **options):
    return lambda args, labels: (kind(**options), [])


def with_classes(kind, dimension="embedding_size", **options):
    def build(args, labels):
        loss = kind(num_classes=args.batch // args.per_class, **{dimension: args.dimension}, **options)
        return loss, list(loss.parameters())

    return build


def dynamic_soft_margin(args, labels):
    loss = pml.DynamicSoftMarginLoss()

    def value(embeddings, labels):
        # The histogram would keep the graph of the step before, and backward fail at it.
        loss.hist_ = loss.hist_.detach()
        return loss(embeddings, labels)

    return value, []


def manifold(args, labels):
    return unlabelled(pml.ManifoldLoss(l=args.dimension, K=min(50, args.batch)))


def cross_batch_memory(args, labels):
    size = 4 * args.batch
    loss = pml.CrossBatchMemory(pml.ContrastiveLoss(), args.dimension, memory_size=size)
    for _ in range(4):
        loss.add_to_memory(torch.randn(args.batch, args.dimension), labels, args.batch)
    return loss, []


def smooth_ap(args, labels):
    """Brown et al. 2020, eq. 8, temperature 0.01, the anchor left out of its own list; classes of equal size.
    Memory B * B * positives: the original compares all B with all B for each anchor."""

    def value(embeddings, labels):
        rows = normalize(embeddings)
        similarity = rows @ rows.T
        alike = labels[:, None] == labels
        alike.fill_diagonal_(False)
        positives = alike.nonzero()[:, 1].view(len(labels), -1)
        ahead = similarity[:, None, :] - similarity.gather(1, positives)[:, :, None]
        ahead = torch.sigmoid(ahead / 0.01)
        anchor = torch.arange(len(labels))
        others = ahead.sum(2) - ahead[anchor, :, anchor] - 0.5
        classmates = ahead.gather(2, positives[:, None, :].expand(-1, positives.shape[1], -1)).sum(2) - 0.5
        return 1 - ((1 + classmates) / (1 + others)).mean()

    return value, []


def multiple_negatives_ranking(args, labels):
    """Henderson et al. 2017 as in sentence-transformers: cross entropy of 20 cos(a, b), each a and its own b."""

    def value(anchors, positives):
        scores = 20 * normalize(anchors) @ normalize(positives).T
        return cross_entropy(scores, torch.arange(len(scores)))

    return two_views(value)


PLAIN_TORCH = {"smoothAp", "multipleNegativesRanking"}

# Name: a function of the arguments and labels that gives the loss of (embeddings, labels), and its own parameters.
LOSSES = {
    # As in headStep.py; the library has 0.05.
    "triplet": without_parameters(pml.TripletMarginLoss, margin=0.2),
    "margin": without_parameters(pml.MarginLoss),
    "contrastive": without_parameters(pml.ContrastiveLoss),
    "multiSimilarity": without_parameters(pml.MultiSimilarityLoss),
    "ntXent": without_parameters(pml.NTXentLoss),
    "supCon": without_parameters(pml.SupConLoss),
    "circle": without_parameters(pml.CircleLoss),
    "liftedStructure": without_parameters(pml.LiftedStructureLoss),
    "generalizedLiftedStructure": without_parameters(pml.GeneralizedLiftedStructureLoss),
    "nPairs": without_parameters(pml.NPairsLoss),
    "angular": without_parameters(pml.AngularLoss),
    "fastAp": without_parameters(pml.FastAPLoss),
    "smoothAp": smooth_ap,
    "histogram": without_parameters(pml.HistogramLoss),
    "intraPairVariance": without_parameters(pml.IntraPairVarianceLoss),
    "tupletMargin": without_parameters(pml.TupletMarginLoss),
    "snrContrastive": without_parameters(pml.SignalToNoiseRatioContrastiveLoss),
    # Both are required there. These make alpha 1.5, so that random embeddings, about 1.41 apart, count as negatives.
    "rankedList": without_parameters(pml.RankedListLoss, margin=1, Tn=0),
    "nca": without_parameters(pml.NCALoss),
    "instance": without_parameters(pml.InstanceLoss),
    "pnp": without_parameters(pml.PNPLoss),
    "thresholdConsistentMargin": without_parameters(pml.ThresholdConsistentMarginLoss),
    "dynamicSoftMargin": dynamic_soft_margin,
    "vicReg": lambda args, labels: two_views(lambda a, b, loss=pml.VICRegLoss(): loss(a, ref_emb=b)),
    "manifold": manifold,
    "p2sGrad": with_classes(pml.P2SGradLoss, "descriptors_dim"),
    "arcFace": with_classes(pml.ArcFaceLoss),
    "cosFace": with_classes(pml.CosFaceLoss),
    "sphereFace": with_classes(pml.SphereFaceLoss),
    "subCenterArcFace": with_classes(pml.SubCenterArcFaceLoss),
    "largeMarginSoftmax": with_classes(pml.LargeMarginSoftmaxLoss),
    "normalizedSoftmax": with_classes(pml.NormalizedSoftmaxLoss),
    "proxyNcaPlusPlus": with_classes(pml.ProxyNCALoss),
    "proxyAnchor": with_classes(pml.ProxyAnchorLoss),
    "softTriple": with_classes(pml.SoftTripleLoss),
    "crossBatchMemory": cross_batch_memory,
    "selfSupervised": lambda args, labels: two_views(pml.SelfSupervisedLoss(pml.NTXentLoss())),
    "multipleNegativesRanking": multiple_negatives_ranking,
}


if __name__ == "__main__":
    main()
