import type { Command } from 'commander'
import { embeddingsEnding, writeEmbeddings } from '../../data/arrays/write.ts'
import { bytes } from '../../tensor/array.ts'
import { images } from '../../train/intake.ts'
import { pixelsOf } from '../dataOf.ts'
import { modelOf } from '../oneRun.ts'
import { skippedText } from '../skippedText.ts'
import { configIn } from '../storedRun.ts'

/** `nearkin embed`: from images to a file of embeddings. */
export function embed(program: Command): void {
  program
    .command('embed')
    .argument('<run>', 'a run folder')
    .argument('<images>', 'a folder of images, or a dataset')
    .requiredOption('-o, --output <file>', 'a .npy, .parquet or .safetensors file')
    .option('--json', 'print one JSON object')
    .description("embed images with a run's model: names, labels and embeddings of length 1")
    .action(async (run: string, dataset: string, { output, json = false }) => {
      embeddingsEnding(output)
      const { settings, image } = configIn(run)
      const { dataset: opened, pixels } = await pixelsOf({ dataset, imageSize: null }, image)
      const skipped = [...opened.skipped, ...pixels.skipped]
      process.stderr.write(skippedText(skipped))
      const intake = images(pixels)
      const embedder = await modelOf(run, { intake }, settings.device)
      try {
        const rows = Int32Array.from(pixels.kept, (_, i) => i)
        const embeddings = await embedder.embed(rows.length, (start, end) =>
          bytes(pixels.batch(rows.subarray(start, end)), [end - start, ...intake.sample]),
        )
        const names = Array.from(pixels.kept, (i) => opened.names[i]!)
        const labels = Object.fromEntries(
          opened.levels.map((level) => [level.name, Array.from(pixels.kept, (i) => level.classes[level.labels[i]!]!)]),
        )
        const files = writeEmbeddings(output, { names, embeddings, dimensions: embedder.dimension, labels })
        process.stdout.write(
          json
            ? `${JSON.stringify({ files, count: rows.length, dimensions: embedder.dimension, skipped })}\n`
            : `${rows.length} embeddings of ${embedder.dimension} numbers: ${files.join(', ')}\n`,
        )
      } finally {
        await embedder.close()
      }
    })
}
