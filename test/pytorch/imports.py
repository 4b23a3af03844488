"""Exports networks of PyTorch to ONNX, with what PyTorch computes: outputs and gradients. Used by imports.ts.

    python imports.py FOLDER [CASE ...]

writes for each case CASE.onnx and CASE.json (shapes, and where each array lies) with CASE.bin (float32, little-endian).
A case is a name, an operator set, and how it was exported: `resnet18-13-open` or `swin_t-16-fixed-unfolded`.
"""
import json
import os
import sys
import warnings

import torch
from torch import nn
import torchvision.models as zoo

from importNetworks import clip_vision, dinov2, siglip_vision

warnings.filterwarnings("ignore")
torch.set_num_threads(2)

small_vit = lambda: zoo.VisionTransformer(
    image_size=64, patch_size=16, num_layers=2, num_heads=4, hidden_dim=48, mlp_dim=96, num_classes=10
)
small_swin = lambda: zoo.SwinTransformer(
    patch_size=[4, 4], embed_dim=24, depths=[2, 2], num_heads=[2, 4], window_size=[4, 4], num_classes=10
)
small_convnext = lambda: zoo.ConvNeXt(
    [zoo.convnext.CNBlockConfig(16, 32, 2), zoo.convnext.CNBlockConfig(32, None, 2)], num_classes=10
)

# name: (how it is made, height, width)
networks = {
    "resnet18": (lambda: zoo.resnet18(num_classes=10), 64, 64),
    "resnet50": (lambda: zoo.resnet50(num_classes=10), 64, 64),
    "mobilenet_v2": (lambda: zoo.mobilenet_v2(num_classes=10), 64, 64),
    "mobilenet_v3_small": (lambda: zoo.mobilenet_v3_small(num_classes=10), 64, 64),
    "efficientnet_b0": (lambda: zoo.efficientnet_b0(num_classes=10), 64, 64),
    "convnext_tiny": (lambda: zoo.convnext_tiny(num_classes=10), 64, 64),
    "small_convnext": (small_convnext, 64, 64),
    "regnet_y_400mf": (lambda: zoo.regnet_y_400mf(num_classes=10), 64, 64),
    "vit_b_32": (lambda: zoo.vit_b_32(), 224, 224),
    "small_vit": (small_vit, 64, 64),
    "swin_t": (lambda: zoo.swin_t(num_classes=10), 64, 64),
    "small_swin": (small_swin, 56, 40),
    "dinov2": (dinov2, 42, 56),
    "clip_vision": (clip_vision, 64, 64),
    "siglip_vision": (siglip_vision, 64, 64),
    "googlenet": (lambda: zoo.googlenet(num_classes=10, aux_logits=False, init_weights=True), 64, 64),
    "densenet121": (lambda: zoo.densenet121(num_classes=10), 64, 64),
    "shufflenet": (lambda: zoo.shufflenet_v2_x0_5(num_classes=10), 64, 64),
    "squeezenet": (lambda: zoo.squeezenet1_1(num_classes=10), 64, 64),
    "mnasnet": (lambda: zoo.mnasnet0_5(num_classes=10), 64, 64),
}


def randomized(model):
    """Weights and running statistics that differ from one another and from their defaults, none that makes numbers grow."""
    generator = torch.Generator().manual_seed(0)
    noise = lambda like: torch.randn(like.shape, generator=generator)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 0.02 * noise(parameter)
        for name, buffer in model.named_buffers():
            if name.endswith("running_mean"):
                buffer += 0.1 * noise(buffer)
            if name.endswith("running_var"):
                buffer *= 1 + 0.2 * torch.rand(buffer.shape, generator=generator)
    return model


def fused(model):
    """The same network with batch normalisation in the convolutions, as the exporter has it; None where it cannot be traced."""
    try:
        from torch.fx.experimental.optimization import fuse

        return fuse(model)
    except Exception:
        return None


def gradients(model, x, upstream):
    x = x.clone().requires_grad_()
    parameters = dict(model.named_parameters())
    for parameter in parameters.values():
        parameter.requires_grad_()
    y = model(x)
    found = torch.autograd.grad((y * upstream).sum(), [x, *parameters.values()], allow_unused=True)
    arrays = {"gradient of images": found[0]}
    for (name, parameter), g in zip(parameters.items(), found[1:]):
        if g is not None:
            arrays["value " + name] = parameter.detach()
            arrays["gradient " + name] = g
    return arrays


def export(model, x, path, opset, words):
    batch = {0: "N"}
    torch.onnx.export(
        model,
        x if "open" in words else x[:1],
        path,
        opset_version=opset,
        input_names=["images"],
        output_names=["features"],
        dynamic_axes={"images": batch, "features": batch} if "open" in words else None,
        training=torch.onnx.TrainingMode.PRESERVE if "kept" in words else torch.onnx.TrainingMode.EVAL,
        do_constant_folding="unfolded" not in words,
    )


def write(folder, case):
    name, opset, *words = case.split("-")
    make, height, width = networks[name]
    torch.manual_seed(0)
    model = randomized(make()).eval()
    x = torch.randn(3, 3, height, width, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        y = model(x)
    upstream = torch.randn(y.shape, generator=torch.Generator().manual_seed(2))
    arrays = {"images": x, "output": y, "upstream": upstream, **gradients(model, x, upstream)}
    one = fused(model)
    if one is not None:
        more = gradients(one, x, upstream)
        arrays.update({f"{key} (fused)": value for key, value in more.items() if not key.endswith("images")})
    export(model, x, os.path.join(folder, case + ".onnx"), int(opset), words)
    index, at = [], 0
    with open(os.path.join(folder, case + ".bin"), "wb") as file:
        for key, value in arrays.items():
            data = value.detach().float().contiguous().numpy().tobytes()
            index.append({"name": key, "shape": list(value.shape), "offset": at})
            at += file.write(data)
    with open(os.path.join(folder, case + ".json"), "w") as file:
        json.dump(index, file)


if __name__ == "__main__":
    folder, *cases = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for case in cases:
        try:
            write(folder, case)
            print(json.dumps({"case": case, "exported": True}), flush=True)
        except Exception as error:
            print(json.dumps({"case": case, "exported": False, "why": str(error).split("\n")[0][:300]}), flush=True)
