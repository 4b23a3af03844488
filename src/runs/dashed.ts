/** The name of an option as it is typed: `learnBeta` is `learn-beta`. */
export const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
