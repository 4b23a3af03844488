import './saveFigure.css'
import { useState } from 'preact/hooks'
import { fileName, savePng, saveSvg } from '../figure.ts'

/** Runs or methods that the name of a file tells. */
const mostTold = 3

/** Two quiet buttons that save a figure, as a drawing or as a picture of twice its size.
 *  @param name of the figure: `Save NAME as SVG`
 *  @param of the runs or methods that it shows: with the name they make the file's
 *  @param figure SVG that stands by itself, of what is shown when the button is pressed */
export function SaveFigure({
  name,
  of,
  figure,
}: {
  readonly name: string
  readonly of: readonly string[]
  readonly figure: () => string
}) {
  const [complaint, setComplaint] = useState<string | null>(null)
  const save = async (kind: 'SVG' | 'PNG') => {
    const more = of.length - mostTold
    const file = fileName(name, ...of.slice(0, mostTold), ...(more > 0 ? [`and ${more} more`] : []))
    try {
      setComplaint(null)
      if (kind === 'SVG') saveSvg(figure(), file)
      else await savePng(figure(), file)
    } catch (error) {
      setComplaint(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <span class="save-figure">
      {(['SVG', 'PNG'] as const).map((kind) => (
        <button key={kind} type="button" aria-label={`Save ${name} as ${kind}`} onClick={() => void save(kind)}>
          {kind}
        </button>
      ))}
      {complaint !== null && (
        <span class="small" role="alert">
          {complaint}
        </span>
      )}
    </span>
  )
}
