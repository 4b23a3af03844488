import type { BootstrapInterval } from '../evaluate/bootstrap.ts'
import { cardText } from './cardText.ts'
import type { ExportedModel, ExportRecord } from './exportRecord.ts'
import { snippets } from './snippets.ts'

/** What is said where nobody has said under which licence the model may be used. */
export const unknownLicense = 'unknown: state it before you publish'

/** The model card of an export, `README.md`: what the model is, from which data, what it is worth in each precision, how it is
 *  used and where its limits are. The front matter is that of model hubs. Names of the data are shown as text, whatever they
 *  hold. */
export function modelCard(record: ExportRecord): string {
  const { name, dimension, image, license } = record
  const [width, height] = [image.width, image.height]
  const size = image.anySize
    ? `of any size (the model brings them to ${width} x ${height} itself)`
    : `of ${width} x ${height}`
  return `${[
    frontMatter(license),
    `# ${cardText(name)}`,
    `Image embeddings: from images ${size} to ${dimension} numbers, of length 1. Two images of the same kind lie near one another, by the cosine or, which is the same order, the Euclidean distance. Trained and exported by nearkin ${cardText(record.version)}.`,
    `Licence: ${cardText(license)}`,
    '## What it is worth',
    ...worth(record),
    '## Data',
    ...data(record),
    '## Use',
    ...use(record),
    '## Limits',
    ...limits(record),
    '## Configuration',
    'What the run was asked to do:',
    fenced('json', JSON.stringify(record.settings, null, 2)),
  ].join('\n\n')}\n`
}

/** A hub knows some licences by short names; any other is told in words. */
function frontMatter(license: string): string {
  const lines =
    license === unknownLicense
      ? ['license: unknown']
      : /^[a-z][a-z0-9.-]*$/.test(license)
        ? [`license: ${license}`]
        : ['license: other', `license_name: ${JSON.stringify(license.replace(/[\p{Cc}\u2028\u2029]/gu, ' '))}`]
  return [
    '---',
    ...lines,
    'library_name: transformers.js',
    'pipeline_tag: image-feature-extraction',
    'tags:',
    ...['nearkin', 'metric-learning', 'image-retrieval', 'embeddings', 'onnx'].map((tag) => `- ${tag}`),
    '---',
  ].join('\n')
}

function worth(record: ExportRecord): string[] {
  const { models, tolerance, data: dataset, resize } = record
  if (dataset.missing !== null)
    return [
      `Not measured: the dataset of the run was not there when it was exported (${cardText(dataset.missing)}).`,
      table(
        ['precision', 'file', 'size'],
        models.map((model) => [model.precision, `\`${model.file}\``, megabytes(model)]),
      ),
    ]
  const searched = dataset.leaveOneOut
    ? 'each searched among the others'
    : `each searched in a gallery of ${dataset.gallery}`
  const losing = models.filter(({ loses }) => loses)
  return [
    `${dataset.queries} queries of ${cardText(dataset.name)}, ${searched}, judged by the label level ${cardText(dataset.evaluateLabel)}${unseenWords(dataset.unseenClasses)}. Recall@1 is the share of queries whose nearest neighbour is of the same class, MAP@R the mean average precision down to the R nearest, R classmates there are. In brackets the 95 % interval of the bootstrap over queries: it says how much a number owes to which queries were asked, not how trainings differ. The cosine is that of each embedding with the one of the first row.`,
    table(
      ['precision', 'file', 'size', 'Recall@1', 'MAP@R', 'Recall@1 lost', 'cosine, mean', 'least', 'images/s'],
      models.map((model) => [
        model.precision,
        `\`${model.file}\``,
        megabytes(model),
        interval(model.measured!.recallAt1),
        interval(model.measured!.mapAtR),
        interval(model.measured!.recallLost),
        model.measured!.meanCosine.toFixed(5),
        model.measured!.leastCosine.toFixed(4),
        model.measured!.imagesPerSecond.toFixed(0),
      ]),
    ),
    'Images per second are those of the machine that exported, for comparing the rows: in blocks, at the size of the network, without decoding.',
    ...losing.map(
      ({ precision, measured }) =>
        `**${precision} loses ${measured!.recallLost!.mean.toFixed(3)} of Recall@1, more than the ${tolerance} that was allowed.** Use another precision where that matters.`,
    ),
    ...(resize
      ? [
          `Resized inside the model, ${resize.images} of the queries gave embeddings of cosine ${resize.meanCosine.toFixed(4)} in the mean, ${resize.leastCosine.toFixed(4)} at least, with those of the same images resized as in training.`,
        ]
      : []),
  ]
}

function data(record: ExportRecord): string[] {
  const { data: dataset, backbone } = record
  const standsOn = backbone
    ? [`The network stands on the model ${cardText(backbone)}, whose own training data and licence count here too.`]
    : []
  if (dataset.missing !== null) return ['Its dataset was not there when it was exported.', ...standsOn]
  const levels = dataset.levels.map(({ name, classes }) => `${cardText(name)} (${classes} classes)`).join(', ')
  const skipped = dataset.skipped.slice(0, 10).map(({ name, reason }) => `- ${cardText(name)}: ${cardText(reason)}`)
  return [
    `${cardText(dataset.name)}: ${dataset.images} images, ${dataset.train} of them trained on. Label levels: ${levels}. Trained on the labels of ${cardText(dataset.label)}, judged by those of ${cardText(dataset.evaluateLabel)}.`,
    dataset.skipped.length === 0
      ? 'No image was left out.'
      : `Left out: ${dataset.skipped.length}\n\n${[...skipped, ...(dataset.skipped.length > 10 ? [`- and ${dataset.skipped.length - 10} more`] : [])].join('\n')}`,
    ...standsOn,
  ]
}

function use(record: ExportRecord): string[] {
  const { image, models } = record
  const { python, node, browser, transformers } = snippets(record)
  const shape = image.anySize
    ? `[N, H, W, ${image.channels}]`
    : `[N, ${image.height}, ${image.width}, ${image.channels}]`
  const files = models.map(({ file }) => `\`${file}\``).join(', ')
  const others = models.map(({ transformersFile }) => `\`${transformersFile}\``).join(', ')
  return [
    `${files}: \`images\` uint8 ${shape}${image.anySize ? ', all of a batch of one size,' : ''} to \`embeddings\` float32. ${preprocessing(record)} They need ONNX Runtime 1.18 or later (operator set 21).`,
    'In Python:',
    fenced('python', python),
    'In Node.js:',
    fenced('js', node),
    'In a browser:',
    fenced('js', browser),
    `With transformers.js (${others}, \`pixel_values\` float32 [N, 3, H, W] to \`image_embeds\`; \`NAME\` is this folder, or where it was published):`,
    fenced('js', transformers),
    'In a browser transformers.js resizes by the canvas, which is coarser than what the network was trained on; the other files do not depend on that.',
  ]
}

function preprocessing({ image }: ExportRecord): string {
  const { width, height, channels, fit, mean, std, anySize } = image
  const form = `${channels === 1 ? 'grey' : 'red, green and blue'}, upright, alpha laid on white`
  const how = fit === 'cover' ? 'the centre is cut out in the right shape' : 'stretched'
  const inside = anySize ? 'The model resizes' : 'To be resized before'
  return `Pixels as files hold them: 0 to 255, ${form}. ${inside}: ${how}, Lanczos to ${width} x ${height}. The model normalises: (pixel / 255 - mean) / std with mean ${mean.join(', ')} and std ${std.join(', ')}.`
}

function limits({ models, calibration, data: dataset }: ExportRecord): string[] {
  const int8 = models.some(({ precision }) => precision === 'int8')
  const trained = dataset.missing === null ? ` (${cardText(dataset.name)})` : ''
  return [
    `Intended for finding and comparing images like those that it was trained on${trained}. It knows what its labels told apart, and may place anything else anywhere; what is near in it is alike in its sense, and no proof of identity. Check it on images of your own before anything depends on it, and for people's faces and bodies ask the law first.`,
    ...(int8
      ? [
          calibration
            ? `int8: weights in steps of their own for each channel, from -127 to 127; activations in 256 steps between the least and the most that they took on ${calibration.images} training images. On x86 processors without VNNI (before 2019 or so) sums of products may saturate, and lose more than the table says.`
            : 'int8: the weights alone, as there were no images to calibrate with; arithmetic is float32.',
        ]
      : []),
  ]
}

const megabytes = ({ bytes }: ExportedModel): string => `${(bytes / 1e6).toFixed(2)} MB`

const unseenWords = (unseen: number): string => (unseen === 0 ? '' : `; ${unseen} of its classes were not trained on`)

function interval(value: BootstrapInterval | null): string {
  if (value === null) return '–'
  return `${value.mean.toFixed(3)} (${value.low.toFixed(3)} to ${value.high.toFixed(3)})`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A block that its content cannot end. */
function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code.trimEnd()}\n${fence}`
}
