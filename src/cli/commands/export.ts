import { join } from 'node:path'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { closest } from '../../closest.ts'
import { printable } from '../../printable.ts'
import { unknownLicense } from '../../ship/modelCard.ts'
import type { Precision } from '../../ship/precision.ts'
import { precisions } from '../../ship/precision.ts'
import { demandFolderPlace, writeFolder } from '../../ship/writeFolder.ts'
import { exportRun } from '../exportRun.ts'
import { exportText } from '../exportText.ts'
import { backboneWords, datasetWords } from '../options.ts'
import { choice, several } from '../parsers.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin export`: from a run to a folder that can be published. */
export function exportCommand(program: Command): void {
  program
    .command('export')
    .argument('<run>', 'a run folder')
    .description(
      "a folder with the run's model to ship: from images to embeddings in one file, in several precisions, each measured; for transformers.js too; with a model card",
    )
    .option('--out <folder>', 'a new folder (default: export in the run folder)')
    .option('--precision <names>', `${precisions.join(', ')}, separated by commas (default: all)`, precisionsIn)
    .addOption(
      choice('--size <kind>', "any: the model resizes images itself; fixed: it takes the run's size alone", [
        'any',
        'fixed',
      ]).default('any'),
    )
    .option('--name <text>', 'of the model in its card (default: that of the run folder)')
    .option('--license <text>', 'under which the model may be used, for its card', unknownLicense)
    .option('--tolerance <share>', 'Recall@1 that a precision may lose without a warning', share, 0.01)
    .option('--dataset <dataset>', `where the run's dataset lies now: ${datasetWords}`)
    .option('--backbone <model.onnx>', backboneWords)
    .option('--force', 'replace an export that lies in --out')
    .option('--json', 'print one JSON object')
    .action(async (run: string, options) => {
      const { out = join(run, 'export'), force = false, json = false, precision = precisions, size } = options
      // What does not fit is said before anything is decoded.
      demandFolderPlace(out, { force })
      const { files, record } = await exportRun(run, {
        precisions: precision,
        anySize: size === 'any',
        license: options.license,
        name: options.name ?? null,
        dataset: options.dataset ?? null,
        backbone: options.backbone ?? null,
        tolerance: options.tolerance,
      })
      if (record.data.missing === null) process.stderr.write(skippedText(record.data.skipped))
      writeFolder(out, files, { force })
      process.stdout.write(
        json
          ? `${JSON.stringify({ folder: out, ...record })}\n`
          : `\n${exportText(record)}\n\nexport: ${printable(out)}\nmodel card: ${printable(join(out, 'README.md'))}\n`,
      )
    })
}

function precisionsIn(text: string): Precision[] {
  return several(text).map((name) => {
    const found = precisions.find((one) => one === name)
    if (found) return found
    const meant = closest(name, precisions)
    throw new InvalidArgumentError(
      `${meant === undefined ? '' : `Did you mean ${meant}? `}Allowed are ${precisions.join(', ')}.`,
    )
  })
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be from 0 to 1.')
  return value
}
