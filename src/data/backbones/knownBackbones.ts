import type { KnownBackbone } from './knownBackbone.ts'

const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const
const square224 = { width: 224, height: 224 } as const

/** The backbones that can be asked for by name, small ones first. */
export const knownBackbones: readonly KnownBackbone[] = [
  // Size and SHA-256: the Git LFS pointer of the file in github.com/onnx/models, commit b1eeaa1, which gives up its own
  // downloads in favour of the mirror named here. Pooled features: the output of the one GlobalAveragePool.
  {
    name: 'mobilenetv2',
    about: 'small and quick on a CPU: the first one to try; learned from the labels of ImageNet',
    bytes: 13_964_571,
    sha256: 'c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5',
    licence: 'Apache-2.0',
    from: 'https://huggingface.co/onnxmodelzoo/mobilenetv2-12',
    url: 'https://huggingface.co/onnxmodelzoo/mobilenetv2-12/resolve/main/mobilenetv2-12.onnx',
    ...square224,
    fit: 'cover',
    ...imageNet,
    output: '464',
    take: 'row',
    dimension: 1280,
  },
  // Size and SHA-256: as published of onnx-community/dinov2-small at commit 8b1f705, and the same in several projects that
  // pin it. The page of the export names no licence; that of its origin, facebook/dinov2-small, does.
  {
    name: 'dinov2-small',
    about: 'learned without labels, so that it keeps differences that no label names: kinds inside a class',
    bytes: 88_532_934,
    sha256: 'f22797eabf810a75e41de68d378541ebea372122b25c4ce3ef25ff618250c20a',
    licence: 'Apache-2.0',
    from: 'https://huggingface.co/onnx-community/dinov2-small',
    url: 'https://huggingface.co/onnx-community/dinov2-small/resolve/8b1f705a3a7f6f062f6bdd21986c1583d3ef105d/onnx/model.onnx',
    ...square224,
    fit: 'cover',
    ...imageNet,
    output: 'last_hidden_state',
    take: 'classToken',
    dimension: 384,
  },
  // Size and SHA-256: the Git LFS pointer of the file in github.com/onnx/models, commit b1eeaa1. The mirror's commit is
  // pinned. Pooled features: what enters the last, dense layer.
  {
    name: 'resnet50',
    about: 'the network that papers of the field compare by; learned from the labels of ImageNet',
    bytes: 102_576_593,
    sha256: '3f03fdef724b22947eed826f1eef1dc5c34151bb4c37d634f1db89dfa2dd1526',
    licence: 'Apache-2.0',
    from: 'https://huggingface.co/onnxmodelzoo/resnet50-v1-12',
    url: 'https://huggingface.co/onnxmodelzoo/resnet50-v1-12/resolve/1f95315d8bd3b3ca2ceabe54d274e0cdf5a83bbe/resnet50-v1-12.onnx',
    ...square224,
    fit: 'cover',
    ...imageNet,
    output: 'flatten_473',
    take: 'row',
    dimension: 2048,
  },
  // Size and SHA-256: as published of onnx-community/dinov2-base at commit 31ef06c, and the same in several projects that
  // pin it. The licence as above.
  {
    name: 'dinov2-base',
    about: 'as dinov2-small, with four times the weights and of the work',
    bytes: 346_627_111,
    sha256: '320d1012a6fc65b101fc85ca30ee7a47b2e4f6a2e8bd78fb9d7036def0e30cb0',
    licence: 'Apache-2.0',
    from: 'https://huggingface.co/onnx-community/dinov2-base',
    url: 'https://huggingface.co/onnx-community/dinov2-base/resolve/31ef06cac16d5d301c5930d147002a058c85a5e4/onnx/model.onnx',
    ...square224,
    fit: 'cover',
    ...imageNet,
    output: 'last_hidden_state',
    take: 'classToken',
    dimension: 768,
  },
  // Size and SHA-256: as published of Qdrant/clip-ViT-B-32-vision at commit e0c24ed, and the same in several projects that
  // pin it.
  {
    name: 'clip-vit-b32',
    about: 'learned from pictures with their captions: what things are, across styles, drawings and photos',
    bytes: 351_686_194,
    sha256: 'c68d3d9a200ddd2a8c8a5510b576d4c94d1ae383bf8b36dd8c084f94e1fb4d63',
    licence: 'MIT',
    from: 'https://huggingface.co/Qdrant/clip-ViT-B-32-vision',
    url: 'https://huggingface.co/Qdrant/clip-ViT-B-32-vision/resolve/e0c24ed0fa57fa3e4f97f30de74c51d944036ace/model.onnx',
    ...square224,
    fit: 'cover',
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
    output: null,
    take: 'row',
    dimension: 512,
  },
  // Size and SHA-256: as published of Xenova/siglip-base-patch16-224 at commit 4649052, and the same in several projects
  // that pin it. The page of the export names no licence; that of its origin, google/siglip-base-patch16-224, does.
  {
    name: 'siglip-b16',
    about:
      'learned from pictures with their captions, in patches of half the side of those of clip-vit-b32: logos, products, scenes',
    bytes: 371_819_850,
    sha256: 'f89d41bac7f4d4b87e010a467d93f98689d708916ed22f5a07f96fdfa26f475f',
    licence: 'Apache-2.0',
    from: 'https://huggingface.co/Xenova/siglip-base-patch16-224',
    url: 'https://huggingface.co/Xenova/siglip-base-patch16-224/resolve/4649052661e53c7000355844105f8a1792088239/onnx/vision_model.onnx',
    ...square224,
    fit: 'fill',
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    output: 'pooler_output',
    take: 'row',
    dimension: 768,
  },
]
