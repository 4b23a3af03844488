import type { Decision } from '../../../api.ts'
import { LabelField } from './labelField.tsx'
import type { Item } from './queues.ts'

/** The name of a kind, or another label of an image, to be typed. There is none for pairs.
 *  @param level the label that is curated @param classes of it that there are */
export function ItemField({
  item,
  level,
  classes,
  onDecide,
  onCancel,
}: {
  readonly item: Item
  readonly level: string
  readonly classes: readonly string[]
  readonly onDecide: (decision: Decision) => void
  readonly onCancel: () => void
}) {
  if (item.queue === 'pairs') return null
  if (item.queue === 'kinds')
    return (
      <LabelField
        title="Name of this kind"
        suggestions={[]}
        start={`${item.of.name}/`}
        newWords=""
        onDone={(name) => onDecide({ do: 'name kind', kind: item.kind, name })}
        onCancel={onCancel}
      />
    )
  return (
    <LabelField
      title={`Its ${level}`}
      suggestions={classes}
      start=""
      newWords="a new class"
      onDone={(label) => onDecide({ do: 'relabel', row: item.row, label })}
      onCancel={onCancel}
    />
  )
}
