/** A loss of tuples (anchor, positive, negative) with its numbers.
 *    triplet:  [ ap - an + m ]+
 *    margin:   [ ap - beta + m ]+ + [ beta - an + m ]+ */
export type TupleLoss =
  | { readonly name: 'triplet'; readonly margin: number }
  | { readonly name: 'margin'; readonly margin: number; readonly beta: number }

/** The loss of one tuple, of the distances of the anchor to its positive and to its negative. */
export function tupleLoss(loss: TupleLoss): (ap: number, an: number) => number {
  const m = loss.margin
  if (loss.name === 'triplet') return (ap, an) => Math.max(ap - an + m, 0)
  const { beta } = loss
  return (ap, an) => Math.max(ap - beta + m, 0) + Math.max(beta - an + m, 0)
}

/** How far a negative must be from an anchor whose positive lies on it for the tuple to have no loss: the unit of distance
 *  of the experiment. */
export const reachOf = (loss: TupleLoss): number => (loss.name === 'triplet' ? loss.margin : loss.beta + loss.margin)
