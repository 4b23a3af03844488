import type { Roc } from './roc.ts'

/** Area under the ROC curve by trapezoids: the chance that a pair of one class lies nearer than a pair of two, equal
 *  distances counting half (Hanley and McNeil 1982). 1 is perfect, 0.5 chance.  sum_i (FAR_i - FAR_{i-1}) (TAR_i + TAR_{i-1}) / 2 */
export function areaUnderRoc({ far, tar }: Roc): number {
  let area = 0
  for (let i = 1; i < far.length; i++) area += (far[i]! - far[i - 1]!) * (tar[i]! + tar[i - 1]!)
  return area / 2
}
