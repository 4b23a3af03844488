import type { ClassList, ClassPage } from '../api.ts'
import { layout } from './layout.ts'
import type { Writer } from './openWriter.ts'
import { writeRecords } from './writeRecords.ts'

/** Writes the list of classes, and their pages, so that each can be read by itself. */
export function writeClasses(
  writer: Writer,
  { list, pages }: { readonly list: ClassList; readonly pages: readonly ClassPage[] },
): void {
  writer.append(layout.classes, JSON.stringify(list))
  const byClass: (ClassPage | null)[] = []
  for (const page of pages) byClass[page.class] = page
  const records = Array.from(byClass, (page) => page ?? null)
  writeRecords(writer, { lines: layout.classPages, offsets: layout.classPageOffsets }, records)
}
