import type { Item } from './queues.ts'

/** What is asked about an item. */
export function ItemTitle({ item }: { readonly item: Item }) {
  switch (item.queue) {
    case 'errors':
      return (
        <>
          Is it <bdi>{item.error.suggested}</bdi>, and not <bdi>{item.error.label}</bdi>?
        </>
      )
    case 'pairs':
      return <>Is it the same image twice?</>
    case 'kinds':
      return (
        <>
          Is <bdi>{item.name}</bdi> a kind of its own?
        </>
      )
    case 'image':
      return <>What is it?</>
  }
}
