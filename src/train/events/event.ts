import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** The first event of every file: the version of the format, by which TensorBoard knows it. */
export const versionEvent = (wallTime: number): Uint8Array =>
  new BinaryWriter()
    .tag(1, WireType.Bit64)
    .double(wallTime)
    .tag(3, WireType.LengthDelimited)
    .string('brain.Event:2')
    .finish()

/** An event with numbers, as tensorflow.Event (event.proto, summary.proto): wall_time = 1, step = 2, summary = 5, which has
 *  for each number a value = 1 of tag = 1 and simple_value = 2, a float32.
 *  @param wallTime seconds since 1970 */
export function scalarEvent(wallTime: number, step: number, scalars: Readonly<Record<string, number>>): Uint8Array {
  const event = new BinaryWriter()
  event.tag(1, WireType.Bit64).double(wallTime)
  event.tag(2, WireType.Varint).int64(step)
  event.tag(5, WireType.LengthDelimited).fork()
  for (const [name, value] of Object.entries(scalars)) {
    event.tag(1, WireType.LengthDelimited).fork()
    event.tag(1, WireType.LengthDelimited).string(name)
    event.tag(2, WireType.Bit32).float(Math.fround(value))
    event.join()
  }
  return event.join().finish()
}

/** The step of an event; 0 where it has none, as the format has it. */
export const stepOf = (event: Uint8Array): number => momentOf(event).step

/** When an event was written: after which step, and in seconds since 1970; 0 where it does not say. */
export interface Moment {
  readonly step: number
  readonly wallTime: number
}

export function momentOf(event: Uint8Array): Moment {
  const reader = new BinaryReader(event)
  let [step, wallTime] = [0, 0]
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag()
    if (field === 1 && type === WireType.Bit64) wallTime = reader.double()
    else if (field === 2 && type === WireType.Varint) step = Number(reader.int64())
    else reader.skip(type)
  }
  return { step, wallTime }
}
