/** How much of the colour of mistakes a cell of the matrix has, 0 to 1: text stays readable on the darkest. */
export const shadeOf = (share: number, largest: number): number => (Math.round((45 * share) / largest) + 10) / 100
