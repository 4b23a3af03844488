/** A method's colour wherever methods stand side by side: all positives grey, easiest positives the accent, others by their place. */
export function methodColour(methods: readonly { readonly positives: string }[], place: number): string {
  const { positives } = methods[place]!
  const single = (name: string): boolean => methods.filter((one) => one.positives === name).length === 1
  if (positives === 'all' && single('all')) return 'var(--m-5)'
  if (positives === 'easiest' && single('easiest')) return 'var(--m-0)'
  const others = methods.flatMap((one, i) =>
    ['all', 'easiest'].includes(one.positives) && single(one.positives) ? [] : [i],
  )
  // Colours that no rule claims are free for the others.
  const free = [1, 2, 3, 4, ...(single('easiest') ? [] : [0]), ...(single('all') ? [] : [5])]
  return `var(--m-${free[others.indexOf(place) % free.length]})`
}
