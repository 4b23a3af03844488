"""The networks of nearkin in plain PyTorch: outputs and gradients for random weights, as safetensors files.

python3 networks.py FOLDER NETWORK IMAGE BATCH SEED [--apart] [--double]

writes weights.safetensors (the whole state, classifier and counters too), batch.safetensors (x, and r, the gradient of the
output), and training.safetensors and evaluation.safetensors: y, dx, d.<parameter> and, after the training step, next.<statistic>.
With --apart the weights are such that no ReLU is near its kink. With --double, double-<mode>.safetensors hold the same computed in float64, and again-<i>-<mode>.safetensors in float32 for images
that differ in the last bit: what float32 leaves open.
"""

import argparse
import json
import struct
from collections import OrderedDict

import torch
import torchvision
from torch import nn

AGAIN = 3
NAMES = {torch.float32: 'F32', torch.int64: 'I64'}


def write(path, tensors):
    """The safetensors format: length of the header, header, data."""
    header, parts, end = {}, [], 0
    for name, tensor in tensors.items():
        data = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {
            'dtype': NAMES[tensor.dtype],
            'shape': list(tensor.shape),
            'data_offsets': [end, end + len(data)],
        }
        parts.append(data)
        end += len(data)
    text = json.dumps(header).encode()
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text)
        for part in parts:
            file.write(part)


class Attention(nn.Module):
    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(channels, 3 * channels)
        self.proj = nn.Linear(channels, channels)

    def forward(self, x):
        n, t, c = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) * (c // self.heads) ** -0.5).softmax(-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(n, t, c))


class Perceptron(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.fc1 = nn.Linear(channels, 4 * channels)
        self.fc2 = nn.Linear(4 * channels, channels)

    def forward(self, x):
        return self.fc2(nn.functional.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, channels, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(channels, eps=1e-6)
        self.attn = Attention(channels, heads)
        self.norm2 = nn.LayerNorm(channels, eps=1e-6)
        self.mlp = Perceptron(channels)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    """In timm's structure, by timm's names."""

    def __init__(self, image, patch, channels, heads):
        super().__init__()
        self.cls_token = nn.Parameter(torch.randn(1, 1, channels) * 0.02)
        self.pos_embed = nn.Parameter(torch.randn(1, 1 + (image // patch) ** 2, channels) * 0.02)
        self.patch_embed = nn.Sequential(OrderedDict(proj=nn.Conv2d(3, channels, patch, patch)))
        self.blocks = nn.Sequential(*[Block(channels, heads) for _ in range(12)])
        self.norm = nn.LayerNorm(channels, eps=1e-6)
        self.head = nn.Linear(channels, 10)

    def features(self, x):
        x = self.patch_embed(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.pos_embed
        return self.norm(self.blocks(x))[:, 0]


class BnInception(nn.Module):
    """Ioffe and Szegedy 2015, by the names of the PyTorch port of 2017."""

    # Inputs; 1x1; 3x3 after its 1x1; double 3x3 after its 1x1; pooling and its 1x1. Without the first and the last: stride 2.
    MODULES = OrderedDict(
        inception_3a=(192, 64, (64, 64), (64, 96, 96), ('average', 32)),
        inception_3b=(256, 64, (64, 96), (64, 96, 96), ('average', 64)),
        inception_3c=(320, None, (128, 160), (64, 96, 96), None),
        inception_4a=(576, 224, (64, 96), (96, 128, 128), ('average', 128)),
        inception_4b=(576, 192, (96, 128), (96, 128, 128), ('average', 128)),
        inception_4c=(576, 160, (128, 160), (128, 160, 160), ('average', 128)),
        inception_4d=(608, 96, (128, 192), (160, 192, 192), ('average', 128)),
        inception_4e=(608, None, (128, 192), (192, 256, 256), None),
        inception_5a=(1056, 352, (192, 320), (160, 224, 224), ('average', 128)),
        inception_5b=(1024, 352, (192, 320), (192, 224, 224), ('max', 128)),
    )

    def __init__(self):
        super().__init__()
        self.unit('conv1_7x7_s2', 3, 64, 7, 2)
        self.unit('conv2_3x3_reduce', 64, 64, 1)
        self.unit('conv2_3x3', 64, 192, 3)
        for name, (inputs, single, triple, double, pool) in self.MODULES.items():
            stride = 1 if pool else 2
            if single:
                self.unit(f'{name}_1x1', inputs, single, 1)
            self.unit(f'{name}_3x3_reduce', inputs, triple[0], 1)
            self.unit(f'{name}_3x3', triple[0], triple[1], 3, stride)
            self.unit(f'{name}_double_3x3_reduce', inputs, double[0], 1)
            self.unit(f'{name}_double_3x3_1', double[0], double[1], 3)
            self.unit(f'{name}_double_3x3_2', double[1], double[2], 3, stride)
            if pool:
                self.unit(f'{name}_pool_proj', inputs, pool[1], 1)
        self.last_linear = nn.Linear(1024, 10)

    def unit(self, name, inputs, outputs, kernel, stride=1):
        self.add_module(name, nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2))
        self.add_module(f'{name}_bn', nn.BatchNorm2d(outputs))

    def run(self, name, x):
        return getattr(self, f'{name}_bn')(getattr(self, name)(x)).relu()

    def features(self, x):
        halve = nn.MaxPool2d(3, 2, ceil_mode=True)
        x = halve(self.run('conv1_7x7_s2', x))
        x = halve(self.run('conv2_3x3', self.run('conv2_3x3_reduce', x)))
        for name, (_, single, _, _, pool) in self.MODULES.items():
            parts = [self.run(f'{name}_1x1', x)] if single else []
            parts.append(self.run(f'{name}_3x3', self.run(f'{name}_3x3_reduce', x)))
            double = self.run(f'{name}_double_3x3_1', self.run(f'{name}_double_3x3_reduce', x))
            parts.append(self.run(f'{name}_double_3x3_2', double))
            if pool:
                around = (nn.AvgPool2d if pool[0] == 'average' else nn.MaxPool2d)(3, 1, 1, ceil_mode=True)
                parts.append(self.run(f'{name}_pool_proj', around(x)))
            else:
                parts.append(halve(x))
            x = torch.cat(parts, 1)
        return x.mean((2, 3))




def network(name, image):
    """The whole model, and what of it is a function of images to features."""
    if name.startswith('resnet'):
        model = getattr(torchvision.models, name)()
        return model, lambda x: torch.flatten(
            model.avgpool(model.layer4(model.layer3(model.layer2(model.layer1(
                model.maxpool(model.relu(model.bn1(model.conv1(x))))))))), 1)
    if name == 'mobilenet_v2':
        model = torchvision.models.mobilenet_v2()
        return model, lambda x: model.features(x).mean((2, 3))
    model = VisionTransformer(image, 16, 384, 6) if name == 'vit_small_patch16' else BnInception()
    return model, model.features


def randomise(model, features, x, apart):
    """Statistics and factors that are not 0 and 1, as after training. With `apart` the input of each ReLU lies far on one side
    of its kinks, below in some channels and above in others: no rounding can change what it lets through."""
    norms = [module for module in model.modules() if isinstance(module, nn.BatchNorm2d)]
    for module in norms + [module for module in model.modules() if isinstance(module, nn.LayerNorm)]:
        nn.init.uniform_(module.weight, 0.5, 1.5)
        nn.init.normal_(module.bias, 0, 0.1)
    for module in norms:
        nn.init.normal_(module.running_mean, 0, 0.1)
        nn.init.uniform_(module.running_var, 0.5, 1.5)
    if not apart or not norms:
        return
    # Below is so far below that no sum of shortcuts comes up again; a ReLU6 has a side beyond 6 too.
    clipped = any(isinstance(module, nn.ReLU6) for module in model.modules())
    sides = torch.tensor([2.0, -4.0, 10.0] if clipped else [2.0, -40.0])
    for module in norms:
        nn.init.uniform_(module.weight, 0.1, 0.3)
        module.bias.data = sides[torch.randint(len(sides), module.bias.shape)]
        module.momentum = 1.0
    model.train()
    features(x)
    for module in norms:
        module.momentum = 0.1
        module.running_mean += 0.1 * module.running_var.sqrt() * torch.randn_like(module.running_mean)
        module.running_var *= torch.empty_like(module.running_var).uniform_(0.8, 1.25)


def gradients(model, features, start, batch, mode):
    """The output, the gradients of sum(y r), and the running statistics after the step."""
    x, r = batch
    model.load_state_dict(start)
    model.to(x.dtype).train(mode == 'training')
    model.zero_grad(set_to_none=True)
    given = x.detach().clone().requires_grad_()
    y = features(given)
    (y * r).sum().backward()
    found = {'y': y, 'dx': given.grad}
    for name, parameter in model.named_parameters():
        if parameter.grad is not None:
            found[f'd.{name}'] = parameter.grad
    if mode == 'training':
        for name, buffer in model.named_buffers():
            if 'running' in name:
                found[f'next.{name}'] = buffer
    return {name: tensor.float() for name, tensor in found.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('folder')
    parser.add_argument('network')
    parser.add_argument('image', type=int)
    parser.add_argument('batch', type=int)
    parser.add_argument('seed', type=int)
    parser.add_argument('--apart', action='store_true')
    parser.add_argument('--double', action='store_true')
    options = parser.parse_args()
    if options.image < 128:
        torch.set_num_threads(1)  # threads cost more than they help
    torch.manual_seed(options.seed)
    model, features = network(options.network, options.image)
    x = torch.randn(options.batch, 3, options.image, options.image)
    with torch.no_grad():
        randomise(model, features, x, options.apart)
    start = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    write(f'{options.folder}/weights.safetensors', start)
    r = torch.randn_like(features(x))
    write(f'{options.folder}/batch.safetensors', {'x': x, 'r': r})

    for mode in ['training', 'evaluation']:
        results = lambda kind, given: gradients(model, features, start, (given.to(kind), r.to(kind)), mode)
        write(f'{options.folder}/{mode}.safetensors', results(torch.float32, x))
        if options.double:
            write(f'{options.folder}/double-{mode}.safetensors', results(torch.float64, x))
            for i in range(AGAIN):
                # The last bit of each number one up, one down, or as it is.
                near = x * (1 + 2**-23 * torch.randint(-1, 2, x.shape))
                write(f'{options.folder}/again-{i}-{mode}.safetensors', results(torch.float32, near))
    print(json.dumps({'torch': torch.__version__}))


main()
