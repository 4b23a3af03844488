import { fail } from '../../errors.ts'
import { crc32c } from './crc32c.ts'

/** Frames bytes as one record of TensorFlow's TFRecord format: their number (uint64, little-endian), its checksum, the
 *  bytes, theirs. A checksum c is the CRC-32C masked,  c = ((crc >> 15) | (crc << 17)) + 0xa282ead8  modulo 2^32. */
export function tfRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(8 + 4 + data.length + 4)
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, masked(record.subarray(0, 8)), true)
  record.set(data, 12)
  view.setUint32(12 + data.length, masked(data), true)
  return record
}

/** The contents of a file's records in their order, as views. A last one that was cut off (by a kill, a full disk, or a
 *  loss of power that left zeros) is left out; any other damage is an error. @param who names the file in errors */
export function readTfRecords(bytes: Uint8Array, who: string): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Uint8Array[] = []
  for (let at = 0; at + 12 <= bytes.length; ) {
    const length = Number(view.getBigUint64(at, true))
    const damaged = view.getUint32(at + 8, true) !== masked(bytes.subarray(at, at + 8))
    if (damaged && bytes.subarray(at).every((byte) => byte === 0)) break
    const end = at + 12 + length
    if (!damaged && end + 4 > bytes.length) break
    const data = bytes.subarray(at + 12, end)
    if (damaged || view.getUint32(end, true) !== masked(data))
      fail({
        who,
        rule: `the record at byte ${at} must match its checksum`,
        remedy: 'delete the file: log.jsonl holds its numbers too',
      })
    found.push(data)
    at = end + 4
  }
  return found
}

/** The contents of the records in a part of a file that begins and ends anywhere: those that are whole and match their checksums, as
 *  views. */
export function wholeTfRecords(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Uint8Array[] = []
  for (let at = 0; at + 16 <= bytes.length; ) {
    const length = Number(view.getBigUint64(at, true))
    const end = at + 12 + length
    const whole =
      end + 4 <= bytes.length &&
      view.getUint32(at + 8, true) === masked(bytes.subarray(at, at + 8)) &&
      view.getUint32(end, true) === masked(bytes.subarray(at + 12, end))
    if (whole) found.push(bytes.subarray(at + 12, end))
    at = whole ? end + 4 : at + 1
  }
  return found
}

function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
