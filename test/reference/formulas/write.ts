/** @file `npm run formulas`: writes the reference rows of the formulas into test/reference/formulas.json. */
import { fileURLToPath } from 'node:url'
import { writeAtomically } from '../../../src/files.ts'
import { everyRow } from './everyRow.ts'

const rows = everyRow()
const file = fileURLToPath(new URL('../../../../test/reference/formulas.json', import.meta.url))
writeAtomically(file, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`)
process.stdout.write(`${rows.length} rows in test/reference/formulas.json\n`)
