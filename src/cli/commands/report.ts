import { join } from 'node:path'
import type { Command } from 'commander'
import { dataOf } from '../../runs/dataOf.ts'
import { judgeFeatures } from '../../runs/judgeFeatures.ts'
import { methodsOf } from '../../runs/methodsOf.ts'
import { movedBackbone } from '../../runs/movedBackbone.ts'
import { storedRuns } from '../../runs/storedRun.ts'
import { closing } from '../closing.ts'
import { demandPlace } from '../demandPlace.ts'
import { invocation } from '../invocation.ts'
import { backboneWords } from '../options.ts'
import { writeReport } from '../writeReport.ts'
import { writeStudioReport } from '../writeStudioReport.ts'

/** `nearkin report`: the report of a run or of a comparison, made again from what their folders hold. */
export function report(program: Command): void {
  program
    .command('report')
    .argument('<run>', 'a run folder, or the folder of a comparison')
    .option('-o, --output <file>', 'where it goes (default: report.html in the folder)')
    .option('--studio', 'the views of `nearkin studio` as one file (default: studio.html in the folder)')
    .option('--backbone <model.onnx>', backboneWords)
    .description('make the report again, of one run or of a comparison')
    .action(async (folder: string, given) => {
      const { studio = false, output = join(folder, studio ? 'studio.html' : 'report.html'), backbone } = given
      const runs = storedRuns(folder)
      demandPlace(output)
      const methods = methodsOf(runs)
      const { settings, form } = runs[0]!
      const subtitle = methods.length === 1 ? `${methods[0]!.name}.` : `${methods.length} methods on the same data.`
      const words = { title: settings.dataset, subtitle, command: invocation() }
      if (studio) await writeStudioReport(folder, output, { ...words, created: new Date().toISOString() })
      else
        await closing(dataOf(movedBackbone(settings, form, backbone), form), async (data) =>
          writeReport(output, methods, data, { ...words, title: data.dataset.name }, await judgeFeatures(data)),
        )
      process.stdout.write(`report: ${output}\n`)
    })
}
