"""What PyTorch makes of an exported model: its nodes one after the other, read by the package onnx.

exports.py MODEL IMAGES COUNT HEIGHT WIDTH CHANNELS: embeddings of uint8 images, as JSON.
"""
import json
import sys

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

DTYPES = {1: torch.float32, 2: torch.uint8, 3: torch.int8, 6: torch.int32, 7: torch.int64, 9: torch.bool, 10: torch.float16}


def conv(x, w, b=None, strides=(1, 1), pads=(0, 0, 0, 0), dilations=(1, 1), group=1, **_):
    top, left, bottom, right = pads
    return F.conv2d(F.pad(x, (left, right, top, bottom)), w, b, tuple(strides), 0, tuple(dilations), group)


def gemm(a, b, c=None, alpha=1.0, beta=1.0, transA=0, transB=0):
    y = alpha * ((a.T if transA else a) @ (b.T if transB else b))
    return y if c is None else y + beta * c


def quantize(x, scale, zero):
    return torch.clamp(torch.round(x / scale) + zero.float(), 0, 255).to(torch.uint8)


def dequantize(x, scale, zero=None, axis=1):
    shape = [1] * x.dim()
    if scale.dim() == 1:
        shape[axis] = -1
    q = x.float() if zero is None else x.float() - zero.float().reshape(shape)
    return q * scale.reshape(shape)


def reshape(x, shape):
    return x.reshape([x.shape[i] if d == 0 else d for i, d in enumerate(shape.tolist())])


def divide(a, b):
    return torch.div(a, b, rounding_mode=None if a.is_floating_point() else 'floor')


def slice_(x, starts, ends, axes):
    for start, end, axis in zip(starts.tolist(), ends.tolist(), axes.tolist()):
        x = x.narrow(axis, start, min(end, x.shape[axis]) - start)
    return x


def axes_of(axes):
    return tuple(axes.tolist())


OPERATORS = {
    'Transpose': lambda x, perm: x.permute(*perm),
    'Cast': lambda x, to: x.to(DTYPES[to]),
    'Shape': lambda x: torch.tensor(x.shape),
    'Gather': lambda x, i: x[i],
    'Add': torch.add,
    'Sub': torch.sub,
    'Mul': torch.mul,
    'Div': divide,
    'Neg': torch.neg,
    'Abs': torch.abs,
    'Sin': torch.sin,
    'Ceil': torch.ceil,
    'Round': torch.round,
    'Relu': torch.relu,
    'Max': torch.maximum,
    'Reciprocal': torch.reciprocal,
    'Less': torch.lt,
    'Greater': torch.gt,
    'GreaterOrEqual': torch.ge,
    'Equal': torch.eq,
    'Where': lambda c, a, b: torch.where(c, a, b),
    'Clip': lambda x, low, high: torch.clamp(x, low.item(), high.item()),
    'Range': lambda a, b, step: torch.arange(a.item(), b.item(), step.item()),
    'Slice': slice_,
    'Reshape': reshape,
    'Flatten': lambda x, axis=1: x.flatten(axis),
    'MatMul': torch.matmul,
    'ReduceSum': lambda x, axes, keepdims=1: x.sum(axes_of(axes), keepdim=bool(keepdims)),
    'ReduceL2': lambda x, axes, keepdims=1: x.norm(dim=axes_of(axes), keepdim=bool(keepdims)),
    'GlobalAveragePool': lambda x: x.mean((2, 3), keepdim=True),
    'Conv': conv,
    'Gemm': gemm,
    'QuantizeLinear': quantize,
    'DequantizeLinear': dequantize,
}


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def main(path, images, *shape):
    graph = onnx.load(path).graph
    values = {t.name: torch.from_numpy(np.array(numpy_helper.to_array(t))) for t in graph.initializer}
    pixels = np.fromfile(images, dtype=np.uint8).reshape([int(d) for d in shape])
    values[graph.input[0].name] = torch.from_numpy(pixels)
    for node in graph.node:
        inputs = [values[name] for name in node.input]
        # PyTorch has little for float16 on processors: computed in float32, and rounded.
        half = node.op_type != 'Cast' and any(x.dtype == torch.float16 for x in inputs)
        inputs = [x.float() if half and x.dtype == torch.float16 else x for x in inputs]
        y = OPERATORS[node.op_type](*inputs, **attributes(node))
        values[node.output[0]] = y.half() if half else y
    json.dump(values[graph.output[0].name].flatten().tolist(), sys.stdout)


main(*sys.argv[1:])
