"""Small networks built like DINOv2, and like the vision towers of CLIP and SigLIP, for exports of PyTorch."""
import torch
from torch import nn
from torch.nn import functional as F


class Attention(nn.Module):
    """One matrix for queries, keys and values, as timm and DINOv2 have it."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.scale = heads, (width // heads) ** -0.5
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        b, t, c = x.shape
        qkv = self.qkv(x).reshape(b, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0] * self.scale, qkv[1], qkv[2]
        attention = (q @ k.transpose(-2, -1)).softmax(dim=-1)
        return self.proj((attention @ v).transpose(1, 2).reshape(b, t, c))


class LayerScale(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x):
        return x * self.gamma


class DinoBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-6), nn.LayerNorm(width, eps=1e-6)
        self.attn, self.ls1, self.ls2 = Attention(width, heads), LayerScale(width), LayerScale(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.ls1(self.attn(self.norm1(x)))
        return x + self.ls2(self.mlp(self.norm2(x)))


class DinoV2(nn.Module):
    """Positions learned on a grid of 4 x 4, interpolated to that of the images."""

    def __init__(self, width=24, heads=3, patch=14, grid=4, mode="bicubic"):
        super().__init__()
        self.patch, self.grid, self.mode = patch, grid, mode
        self.patch_embed = nn.Conv2d(3, width, patch, patch)
        self.cls_token = nn.Parameter(0.02 * torch.randn(1, 1, width))
        self.pos_embed = nn.Parameter(0.02 * torch.randn(1, 1 + grid * grid, width))
        self.blocks = nn.ModuleList([DinoBlock(width, heads) for _ in range(2)])
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def positions(self, w, h):
        c = self.pos_embed.shape[-1]
        patches = self.pos_embed[:, 1:].reshape(1, self.grid, self.grid, c).permute(0, 3, 1, 2)
        patches = F.interpolate(patches, size=(w, h), mode=self.mode, align_corners=False)
        return torch.cat((self.pos_embed[:, :1], patches.permute(0, 2, 3, 1).reshape(1, -1, c)), dim=1)

    def forward(self, x):
        b, _, w, h = x.shape
        x = self.patch_embed(x).flatten(2).transpose(1, 2)
        x = torch.cat((self.cls_token.expand(b, -1, -1), x), dim=1)
        x = x + self.positions(w // self.patch, h // self.patch)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return torch.cat((x[:, 0], x[:, 1:].mean(1)), dim=1)


class QuickGelu(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(1.702 * x)


class ClipBlock(nn.Module):
    """Attention of nn.MultiheadAttention, batch second, as OpenAI's CLIP has it."""

    def __init__(self, width, heads):
        super().__init__()
        self.attn = nn.MultiheadAttention(width, heads)
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), QuickGelu(), nn.Linear(4 * width, width))

    def forward(self, x):
        y = self.ln_1(x)
        x = x + self.attn(y, y, y, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class ClipVision(nn.Module):
    def __init__(self, width=24, heads=3, patch=16, grid=4, output=12):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, patch, patch, bias=False)
        self.class_embedding = nn.Parameter(0.2 * torch.randn(width))
        self.positional_embedding = nn.Parameter(0.2 * torch.randn(grid * grid + 1, width))
        self.ln_pre, self.ln_post = nn.LayerNorm(width), nn.LayerNorm(width)
        self.resblocks = nn.Sequential(*[ClipBlock(width, heads) for _ in range(2)])
        self.proj = nn.Parameter(width**-0.5 * torch.randn(width, output))

    def forward(self, x):
        x = self.conv1(x)
        x = x.reshape(x.shape[0], x.shape[1], -1).permute(0, 2, 1)
        start = self.class_embedding + torch.zeros(x.shape[0], 1, x.shape[-1])
        x = self.ln_pre(torch.cat([start, x], dim=1) + self.positional_embedding)
        x = self.resblocks(x.permute(1, 0, 2)).permute(1, 0, 2)
        return self.ln_post(x[:, 0, :]) @ self.proj


class SiglipBlock(nn.Module):
    """Queries, keys and values by matrices of their own, as transformers has it."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj = (nn.Linear(width, width) for _ in range(3))
        self.out_proj = nn.Linear(width, width)
        self.layer_norm1, self.layer_norm2 = nn.LayerNorm(width, eps=1e-6), nn.LayerNorm(width, eps=1e-6)
        self.fc1, self.fc2 = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def attention(self, x):
        b, t, c = x.size()
        split = lambda y: y.view(b, t, self.heads, c // self.heads).transpose(1, 2)
        q, k, v = split(self.q_proj(x)), split(self.k_proj(x)), split(self.v_proj(x))
        weights = torch.matmul(q, k.transpose(2, 3)) * (c // self.heads) ** -0.5
        weights = F.softmax(weights, dim=-1, dtype=torch.float32).to(q.dtype)
        return self.out_proj(torch.matmul(weights, v).transpose(1, 2).contiguous().reshape(b, t, c))

    def forward(self, x):
        x = x + self.attention(self.layer_norm1(x))
        y = self.fc1(self.layer_norm2(x))
        y = 0.5 * y * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (y + 0.044715 * torch.pow(y, 3))))
        return x + self.fc2(y)


class SiglipVision(nn.Module):
    """A learned query attends to all patches in place of an average."""

    def __init__(self, width=24, heads=3, patch=16, grid=4):
        super().__init__()
        self.patch_embedding = nn.Conv2d(3, width, patch, patch)
        self.position_embedding = nn.Embedding(grid * grid, width)
        self.register_buffer("position_ids", torch.arange(grid * grid).expand((1, -1)))
        self.layers = nn.Sequential(*[SiglipBlock(width, heads) for _ in range(2)])
        self.post_layernorm = nn.LayerNorm(width, eps=1e-6)
        self.probe = nn.Parameter(torch.randn(1, 1, width))
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.layernorm = nn.LayerNorm(width, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        x = self.patch_embedding(x).flatten(2).transpose(1, 2) + self.position_embedding(self.position_ids)
        x = self.post_layernorm(self.layers(x))
        probe = self.probe.repeat(x.shape[0], 1, 1)
        y = self.attention(probe, x, x)[0]
        return (y + self.mlp(self.layernorm(y)))[:, 0]


dinov2, clip_vision, siglip_vision = DinoV2, ClipVision, SiglipVision
