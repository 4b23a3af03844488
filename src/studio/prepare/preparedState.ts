import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { layout } from './layout.ts'
import { preparedFolder } from './preparedFolder.ts'
import { runKey } from './runKey.ts'
import type { PreparedKey } from './storedDetail.ts'
import { storedDetail } from './storedDetail.ts'

/** Whether what was prepared for a run can be shown: `ready`; `stale`, made of another model or configuration, or in a format of
 *  another version; `none`, where there is nothing, or it is damaged. Whether the dataset is still the same is not asked here, since
 *  it would have to be opened: {@link prepareRun} asks, and does nothing where all is as it was.
 *  @param known of the run, where it has been read already: a large model takes a second */
export async function preparedState(
  run: string,
  known?: Pick<PreparedKey, 'model' | 'config'>,
): Promise<'ready' | 'stale' | 'none'> {
  const folder = preparedFolder(run)
  const path = join(folder, layout.detail)
  if (!existsSync(path)) return 'none'
  try {
    const { format } = JSON.parse(readFileSync(path, 'utf8')) as { format?: unknown }
    if (typeof format === 'number' && format !== layout.format) return 'stale'
    const { key, files } = storedDetail(folder)
    for (const [name, { bytes }] of Object.entries(files))
      if (statSync(join(folder, name)).size !== bytes) return 'none'
    const now = known ?? (await runKey(run))
    return now?.model === key.model && now.config === key.config ? 'ready' : 'stale'
  } catch {
    // Whatever is wrong with it, it is made again.
    return 'none'
  }
}
