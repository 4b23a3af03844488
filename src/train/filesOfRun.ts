import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What makes a folder one that holds a run: those of a run's files that are there. */
export const filesOfRun = (folder: string): string[] =>
  ['config.json', 'log.jsonl', 'checkpoint', 'looks', 'model.onnx', 'evaluation.json', 'report.html'].filter((name) =>
    existsSync(join(folder, name)),
  )
