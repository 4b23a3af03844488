import { describe, expect, it } from 'vitest'
import type { ExportRecord } from './exportRecord.ts'
import { modelCard, unknownLicense } from './modelCard.ts'

const value = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01, n: 9 })

const record: ExportRecord = {
  version: '1.2.3',
  name: 'photos',
  license: 'mit',
  dimension: 64,
  image: {
    height: 32,
    width: 48,
    channels: 3,
    fit: 'cover',
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    anySize: true,
  },
  models: [
    {
      precision: 'int8',
      file: 'nearkin_int8.onnx',
      transformersFile: 'onnx/model_quantized.onnx',
      bytes: 2_345_678,
      measured: {
        recallAt1: value(0.5),
        mapAtR: null,
        recallLost: value(0.25),
        meanCosine: 0.9,
        leastCosine: 0.8,
        imagesPerSecond: 123.4,
      },
      loses: true,
    },
  ],
  tolerance: 0.01,
  data: {
    missing: null,
    name: 'data',
    images: 20,
    train: 11,
    queries: 9,
    gallery: 9,
    leaveOneOut: true,
    levels: [{ name: 'fine', classes: 4 }],
    label: 'coarse',
    evaluateLabel: 'fine',
    unseenClasses: 2,
    skipped: [{ name: '<img src=x>|`a`\n# not a title', reason: 'must be a whole image' }],
  },
  calibration: { images: 11, method: 'min-max' },
  resize: { images: 9, meanCosine: 0.9999, leastCosine: 0.999 },
  backbone: 'mobilenetv2.onnx',
  settings: { dataset: '```\n# out of the block' },
}

describe('modelCard', () => {
  const card = modelCard(record)

  it('tells each precision with its intervals, and loudly what loses too much', () => {
    expect(card).toContain(
      '| int8 | `nearkin_int8.onnx` | 2.35 MB | 0.500 (0.490 to 0.510) | – | 0.250 (0.240 to 0.260) | 0.90000 | 0.8000 | 123 |',
    )
    expect(card).toContain('**int8 loses 0.250 of Recall@1, more than the 0.01 that was allowed.**')
  })

  it('tells the data, what was left out, the backbone, and how it was judged', () => {
    expect(card).toContain('data: 20 images, 11 of them trained on. Label levels: fine (4 classes).')
    expect(card).toContain('9 queries of data, each searched among the others, judged by the label level fine; 2 of')
    expect(card).toContain('stands on the model mobilenetv2.onnx')
  })

  it('shows names as text: no markup, no HTML, no line of their own, and no end of a block of code', () => {
    expect(card).toContain('- &#60;img src=x&#62;&#124;&#96;a&#96; &#35; not a title: must be a whole image')
    expect(card).not.toContain('<img')
    expect(card).toMatch(/\n````json\n\{\n {2}"dataset": "```\\n# out of the block"/)
    expect(modelCard({ ...record, name: 'www.x.de http://x.de' })).toContain('# www&#46;x.de http&#58;//x.de\n')
  })

  it("begins with a hub's front matter: a licence that it knows, another in words, or unknown", () => {
    expect(card).toMatch(/^---\nlicense: mit\nlibrary_name: transformers\.js\npipeline_tag: image-feature-extraction\n/)
    expect(modelCard({ ...record, license: 'Ours: "ask"\nme' })).toMatch(
      /^---\nlicense: other\nlicense_name: "Ours: \\"ask\\" me"\n/,
    )
    const unknown = modelCard({ ...record, license: unknownLicense })
    expect(unknown).toMatch(/^---\nlicense: unknown\n/)
    expect(unknown).toContain('Licence: unknown: state it before you publish')
  })

  it('says that nothing was measured where the dataset was not there', () => {
    const blind = modelCard({
      ...record,
      data: { missing: 'dataset: gone' },
      models: record.models.map((model) => ({ ...model, measured: null })),
      calibration: null,
    })
    expect(blind).toContain('Not measured: the dataset of the run was not there')
    expect(blind).toContain('int8: the weights alone')
  })
})
