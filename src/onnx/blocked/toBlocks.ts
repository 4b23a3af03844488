/** The least multiple of `block` that holds so many channels. */
export const toBlocks = (channels: number, block: number): number => Math.ceil(channels / block) * block
