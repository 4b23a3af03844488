import { readFileSync } from 'node:fs'

/** The page's modules, lowest first: an imported file stands before the one that imports it. */
const modules = ['ring', 'mark', 'scene', 'draw', 'tip', 'legend', 'client']

/** The page's script as one text: the modules one after the other, without their imports and exports. Names of the top
 *  level must therefore differ between them. Reads .js files, which lie in the source as in the build. */
export function pageScript(): string {
  const texts = modules.map((name) => readFileSync(new URL(`./page/${name}.js`, import.meta.url), 'utf8'))
  const bodies = texts.map((text) =>
    text
      .replace(/^import [^;]*? from '[^']+';?$/gm, '')
      .replace(/^export (?=const|function)/gm, '')
      .replace(/^export \{\};?$/gm, '')
      .replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, ''),
  )
  return bodies
    .map((body) => `${body.trim()}\n`)
    .join('')
    .replaceAll('</script', '<\\/script')
}
