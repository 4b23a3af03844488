import { crc32 } from 'node:zlib'

/** The bytes of a zip that stores those files as they are (PKWARE APPNOTE 4.3). `size` overrides what a file's entry claims. */
export function zipOf(files: readonly { name: string; bytes: Uint8Array; size?: number }[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, bytes, size = bytes.length } of files) {
    const title = Buffer.from(name)
    const common = Buffer.alloc(26) // version .. extra length
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2) // UTF-8 names
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(size, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title)
    const head = [Buffer.from('PK\x03\x04', 'latin1'), common, title, Buffer.from(bytes)]
    local.push(...head)
    offset += Buffer.concat(head).length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
