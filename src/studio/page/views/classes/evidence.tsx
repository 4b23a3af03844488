import type { ClassPage } from '../../../api.ts'

/** The numbers that a verdict stands on, each with what it means. */
export function Evidence({ evidence }: Pick<ClassPage, 'evidence'>) {
  return (
    <dl class="evidence">
      {evidence.map(({ name, value, meaning }) => (
        <div class="card" key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd class="value">
            <bdi>{value}</bdi>
          </dd>
          <dd class="small">{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
