/** Cyclic redundancy check CRC-32C of some bytes (Castagnoli, Braeuer and Herrmann 1993: polynomial 0x1EDC6F41, here
 *  reflected), as iSCSI (RFC 3720, B.4) and TensorFlow's records use it. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!
  return ~crc >>> 0
}

const table = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0)
  return value
})
