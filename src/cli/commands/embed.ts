import type { Command } from 'commander'
import { embeddingsEnding, writeEmbeddings } from '../../data/arrays/write.ts'
import { loadSamples } from '../../runs/loadSamples.ts'
import { intakeFor } from '../../runs/modelForm.ts'
import { modelOf } from '../../runs/modelOf.ts'
import { movedBackbone } from '../../runs/movedBackbone.ts'
import { configIn } from '../../runs/storedRun.ts'
import { progress } from '../../train/progress.ts'
import { closing } from '../closing.ts'
import { demandPlace } from '../demandPlace.ts'
import { backboneWords, datasetWords } from '../options.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin embed`: from images to a file of embeddings. */
export function embed(program: Command): void {
  program
    .command('embed')
    .argument('<run>', 'a run folder')
    .argument('<images>', `${datasetWords}; a flat folder of images will do`)
    .requiredOption(
      '-o, --output <file>',
      'a .npy file (names and labels beside it, in .names.json), or .parquet or .safetensors with all in one',
    )
    .option('--backbone <model.onnx>', backboneWords)
    .option('--json', 'print one JSON object')
    .description("embed images with a run's model: names, labels and embeddings of length 1")
    .action(async (run: string, dataset: string, { output, backbone, json = false }) => {
      // What does not fit is said before anything is decoded.
      embeddingsEnding(output, '--output')
      demandPlace(output)
      const { settings, form } = configIn(run)
      const source = { ...movedBackbone(settings, form, backbone), dataset }
      await closing(modelOf(run, intakeFor(form), settings.device), (embedder) =>
        closing(loadSamples(source, form), async ({ dataset: opened, pixels, samples }) => {
          const skipped = [...opened.skipped, ...pixels.skipped]
          process.stderr.write(skippedText(skipped))
          const rows = Int32Array.from(pixels.kept.keys())
          const bar = progress({ total: rows.length, unit: 'images', label: 'embedding', after: 2000 })
          const embeddings = await embedder
            .embed(rows.length, (start, end) => {
              bar.update(start)
              return samples(rows.subarray(start, end))
            })
            .finally(() => bar.done())
          const names = Array.from(pixels.kept, (i) => opened.names[i]!)
          const labels = Object.fromEntries(
            opened.levels.map((level) => [
              level.name,
              Array.from(pixels.kept, (i) => level.classes[level.labels[i]!]!),
            ]),
          )
          const files = writeEmbeddings(output, { names, embeddings, dimensions: embedder.dimension, labels })
          process.stdout.write(
            json
              ? `${JSON.stringify({ files, count: rows.length, dimensions: embedder.dimension, skipped })}\n`
              : `${rows.length} embeddings of ${embedder.dimension} numbers: ${files.join(', ')}\n`,
          )
        }),
      )
    })
}
