import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { encodeParquet } from './parquet.ts'

async function read(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  return await parquetReadObjects({ file: bytes.slice().buffer as ArrayBuffer })
}

describe('encodeParquet', () => {
  it('gives back names, embeddings and labels exactly', async () => {
    const embeddings = new Float32Array([0.1, -2, 3e-40, 1e38, 0, -0.5])
    const labels = { coarse: ['a', 'a', 'b'], 'fine level': ['x', 'y', '雀'] }
    const rows = await read(
      encodeParquet({ names: ['a b.png', "d'é\n.png", '雀/1.png'], embeddings, dimensions: 2, labels }),
    )
    expect(rows).toEqual([
      { name: 'a b.png', embedding: [Math.fround(0.1), -2], coarse: 'a', 'fine level': 'x' },
      { name: "d'é\n.png", embedding: [Math.fround(3e-40), Math.fround(1e38)], coarse: 'a', 'fine level': 'y' },
      { name: '雀/1.png', embedding: [0, -0.5], coarse: 'b', 'fine level': '雀' },
    ])
  })

  it('renames a level that bears a name already taken', async () => {
    const labels = { name: ['n'], label_name: ['l'], embedding: ['e'] }
    const [row] = await read(encodeParquet({ names: ['x'], embeddings: new Float32Array([1]), dimensions: 1, labels }))
    expect(row).toEqual({ name: 'x', embedding: [1], label_label_name: 'n', label_name: 'l', label_embedding: 'e' })
  })

  it('splits many numbers into row groups and keeps every row', async () => {
    const [n, dimensions] = [700, 3000]
    const embeddings = Float32Array.from({ length: n * dimensions }, (_, i) => i)
    const bytes = encodeParquet({ names: Array.from({ length: n }, (_, i) => `${i}`), embeddings, dimensions })
    expect(parquetMetadata(bytes.slice().buffer as ArrayBuffer).row_groups.length).toBe(3)
    const rows = await read(bytes)
    expect(rows.length).toBe(n)
    for (const i of [0, 348, 349, 350, 699]) {
      expect(rows[i]!.name).toBe(`${i}`)
      expect(rows[i]!.embedding).toEqual(Array.from(embeddings.subarray(i * dimensions, (i + 1) * dimensions)))
    }
  })

  it('writes a file without rows', async () => {
    expect(
      await read(encodeParquet({ names: [], embeddings: new Float32Array(0), dimensions: 4, labels: { a: [] } })),
    ).toEqual([])
  })
})
