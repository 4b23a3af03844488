import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporary } from '../../data/images.testing.ts'
import type { JournalEvent } from './journalEvent.ts'
import { openJournal } from './openJournal.ts'

const about = { dataset: 'photos', level: 'class' }

const keep = (name: string): JournalEvent => ({
  event: 'decision',
  at: '2026-01-01T00:00:00.000Z',
  token: null,
  decision: { do: 'keep', image: { name, path: `/photos/${name}` }, was: 'cat' },
})

describe('openJournal', () => {
  it('makes no file before there is a decision, and reads back what was written, whatever stands in names', () => {
    const path = join(temporary(), 'curation', 'journal.jsonl')
    const journal = openJournal(path, about)
    expect(existsSync(path)).toBe(false)
    const hostile = [keep('a"b\nc.jpg'), keep('=1+1\u2028.jpg')]
    journal.append(hostile)
    journal.append([{ event: 'undo', at: 'now', token: 't' }])
    expect(openJournal(path, about).events).toEqual([...hostile, { event: 'undo', at: 'now', token: 't' }])
    expect(journal.events).toHaveLength(3)
  })

  it('cuts away a last line that was written half, and goes on behind the whole ones', () => {
    const path = join(temporary(), 'journal.jsonl')
    openJournal(path, about).append([keep('a')])
    for (const half of ['{"event":"deci', '\0\0\0', '{"event":"undo","at":"","token":null}']) {
      appendFileSync(path, half)
      const again = openJournal(path, about)
      expect(again.events).toEqual([keep('a')])
    }
    openJournal(path, about).append([keep('b')])
    expect(openJournal(path, about).events).toEqual([keep('a'), keep('b')])
  })

  it('begins anew where not even the first line was written whole', () => {
    const path = join(temporary(), 'journal.jsonl')
    writeFileSync(path, '{"journal":"nearkin cur')
    const journal = openJournal(path, about)
    expect(journal.events).toEqual([])
    journal.append([keep('a')])
    expect(openJournal(path, about).events).toEqual([keep('a')])
  })

  it.each([
    ['no JSON', 'garbage', /journal\.jsonl:3: must hold JSON/],
    [
      'no decision',
      '{"event":"decision","at":"","token":null,"decision":{"do":"dance"}}',
      /journal\.jsonl:3: must be a/,
    ],
    ['an empty line', '', /journal\.jsonl:3: must hold whole JSON/],
  ])('fails naming file and line where a line between others is %s, and leaves the file as it is', (_, line, words) => {
    const path = join(temporary(), 'journal.jsonl')
    openJournal(path, about).append([keep('a')])
    appendFileSync(path, `${line}\n`)
    openJournalEnd(path)
    const before = readFileSync(path, 'utf8')
    expect(() => openJournal(path, about)).toThrow(words)
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it('refuses a journal of another dataset or label, and a file that is none', () => {
    const path = join(temporary(), 'journal.jsonl')
    openJournal(path, about).append([keep('a')])
    expect(() => openJournal(path, { ...about, dataset: 'birds' })).toThrow(
      /must be a journal of the dataset 'birds', got 'photos'/,
    )
    expect(() => openJournal(path, { ...about, level: 'fine' })).toThrow(/the label 'fine', got 'class'/)
    writeFileSync(path, '{"step":1}\n')
    expect(() => openJournal(path, about)).toThrow(/journal\.jsonl:1: the first line must say/)
  })

  it('sees that another process has written, or has removed the file', () => {
    const path = join(temporary(), 'journal.jsonl')
    const [one, other] = [openJournal(path, about), openJournal(path, about)]
    expect(other.changed()).toBe(false)
    one.append([keep('a')])
    expect(one.changed()).toBe(false)
    expect(other.changed()).toBe(true)
  })

  it('keeps what two processes write at a time, and each sees that the other has written', () => {
    const path = join(temporary(), 'journal.jsonl')
    const [one, other] = [openJournal(path, about), openJournal(path, about)]
    one.append([keep('a')])
    other.append([keep('b')])
    expect([one.changed(), other.changed()]).toEqual([true, true])
    const [third, fourth] = [openJournal(path, about), openJournal(path, about)]
    third.append([keep('c')])
    fourth.append([keep('d')])
    expect([third.changed(), fourth.changed()]).toEqual([true, true])
    expect(openJournal(path, about).events).toEqual(['a', 'b', 'c', 'd'].map(keep))
  })

  it('says so where it cannot be written', () => {
    const folder = temporary()
    writeFileSync(join(folder, 'curation'), 'a file')
    expect(() => openJournal(join(folder, 'curation', 'journal.jsonl'), about).append([keep('a')])).toThrow(/curation/)
    mkdirSync(join(folder, 'journal.jsonl'))
    expect(() => openJournal(join(folder, 'journal.jsonl'), about)).toThrow(/must be a file, not a folder/)
  })
})

const openJournalEnd = (path: string): void => appendFileSync(path, `${JSON.stringify(keep('b'))}\n`)
