import type { KindsFound } from './kindsOf.ts'
import { shown } from './shown.ts'

/** The measures of the space, to be shown: name, value, and what it is in a few words. */
export function spaceNumbers({
  collapse: { space },
  dimension,
}: Pick<KindsFound, 'collapse' | 'dimension'>): { name: string; value: string; definition: string }[] {
  const { hubness, spectrum } = space
  return [
    {
      name: 'effective rank',
      value: `${space.effectiveRank.toFixed(2)} of ${dimension}`,
      definition: 'directions that the embeddings use; 1: all on one line through the origin',
    },
    { name: 'axes with 90 % of the variance', value: String(spectrum.axesFor90), definition: 'principal axes' },
    {
      name: 'spectral decay',
      value: shown(spectrum.decay),
      definition: 'divergence of the singular values from equal ones; 0: all directions are used alike',
    },
    { name: 'uniformity', value: shown(space.uniformity), definition: '0: one point; near -4: spread evenly' },
    { name: 'alignment', value: shown(space.alignment), definition: 'mean squared distance of classmates' },
    { name: 'density', value: shown(space.density), definition: 'distance of classmates over that of class means' },
    {
      name: 'hubness',
      value: shown(hubness?.skewness ?? null),
      definition: 'skewness of how often an image is among the 10 nearest of others; above 1: few hubs',
    },
    {
      name: "nobody's neighbour",
      value: hubness ? `${(100 * hubness.orphans).toFixed(1)} %` : '–',
      definition: 'images that are among the 10 nearest of no other',
    },
  ]
}
