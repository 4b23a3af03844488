import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { KnownBackbone } from '../../data/backbones/knownBackbone.ts'
import { knownBackbones } from '../../data/backbones/knownBackbones.ts'
import { readBackbones } from '../../data/backbones/readBackbones.ts'
import { backbonePath } from '../../data/backbones/resolveBackbone.ts'
import { printable } from '../../printable.ts'
import { fetchBackbone } from '../../runs/fetchBackbone.ts'
import { table } from '../table.ts'
import { wrapped } from '../wrapped.ts'

/** `nearkin backbones`: which there are by name, and fetching one ahead of its use. */
export function backbones(program: Command): void {
  program
    .command('backbones')
    .argument('[name]', 'fetch this one into the cache, where it is not yet there, and print its path')
    .description('list the ONNX models that --backbone knows by name, with licence, origin and checksum')
    .option('--list <file>', 'a JSON list of others in place of these')
    .option('--json', 'print one JSON array')
    .action(async (name: string | undefined, { list: file, json = false }: { list?: string; json?: boolean }) => {
      const list = file === undefined ? knownBackbones : readBackbones(file)
      if (name !== undefined) {
        const path = await fetchBackbone(name, { list })
        process.stdout.write(`${json ? JSON.stringify({ name, path }) : printable(path)}\n`)
      } else process.stdout.write(json ? `${JSON.stringify(list)}\n` : `${text(list)}\n`)
    })
}

function text(list: readonly KnownBackbone[]): string {
  const rows = list.map((one) => [
    one.name,
    (one.bytes / 1e6).toFixed(1),
    `${one.width} x ${one.height}`,
    String(one.dimension),
    one.licence,
    existsSync(backbonePath(one)) ? 'yes' : 'no',
  ])
  return [
    table(['name', 'MB', 'images', 'features', 'licence', 'in the cache'], [rows]),
    ...list.map(({ name, about, from, sha256 }) =>
      [wrapped(printable(`${name}: ${about}`)), `  ${printable(from)}`, `  SHA-256 ${sha256}`].join('\n'),
    ),
    wrapped(
      '--backbone NAME fetches a model when it is first asked for, and checks it each time; `nearkin backbones NAME` does so ahead. ' +
        'Licences are as their publishers state them.',
    ),
  ].join('\n\n')
}
