import { quoted } from '../../quoted.ts'
import { dashed } from '../../runs/dashed.ts'
import type { Settings } from '../../runs/settings.ts'
import { settingsSchema } from '../../runs/settings.ts'

/** The command that trains as a run was trained, on other labels of its images.
 *  @param program what is typed before `train` @param file the labels @param label the level by its name in the file
 *  @param size of its images and its embedding, which a benchmark's protocol may have chosen */
export function trainCommand(
  settings: Settings,
  {
    program,
    file,
    label,
    evaluateLabel,
    out,
    size,
  }: {
    readonly program: string
    readonly file: string
    readonly label: string
    readonly evaluateLabel: string
    readonly out: string
    readonly size: { readonly image: number; readonly embedding: number }
  },
): string {
  const usual = settingsSchema.parse({ dataset: settings.dataset })
  const own = { ...settings, label, evaluateLabel, imageSize: settings.imageSize, embedding: settings.embedding }
  // What a benchmark's protocol decides for its own images, nobody decides for a file.
  const plain = settings.backbone === null && settings.network === null
  if (settings.backbone === null && size.image !== 64) own.imageSize ??= size.image
  if (size.embedding !== (plain ? 64 : 128)) own.embedding ??= size.embedding
  const options = Object.entries(own).flatMap(([name, value]) => {
    if (name === 'dataset' || same(value, usual[name as keyof Settings])) return []
    const flag = `--${dashed(name)}`
    return value === true ? [flag] : [flag, quoted(Array.isArray(value) ? value.join(',') : String(value))]
  })
  return [program, 'train', quoted(file), ...options, '--out', quoted(out)].join(' ')
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
