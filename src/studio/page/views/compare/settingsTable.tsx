import type { Comparison } from '../../../api.ts'
import { Scroll } from '../../parts/scroll.tsx'

/** What differs in the methods' configuration, and nothing else. */
export function SettingsTable({
  comparison,
  order,
}: {
  readonly comparison: Comparison
  readonly order: readonly number[]
}) {
  const { settings, methods } = comparison
  if (methods.length < 2) return null
  return (
    <section class="card" aria-labelledby="settings">
      <h2 id="settings">What differs in their configuration</h2>
      {settings.length === 0 ? (
        <p class="small">Nothing but the seed.</p>
      ) : (
        <Scroll label="Settings that differ">
          <table>
            <thead>
              <tr>
                <th scope="col">Method</th>
                {settings.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {order.map((m) => (
                <tr key={m}>
                  <th scope="row">
                    <bdi>{methods[m]!.name}</bdi>
                  </th>
                  {settings.map(({ name, values }) => (
                    <td key={name} class={values[m] === 'default' ? 'mute' : undefined}>
                      {values[m]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}
