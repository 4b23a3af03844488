import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep, win32 } from 'node:path'
import { demand, fail } from '../errors.ts'
import type { Outside } from './readTensor.ts'

/** Reads tensors that lie in other files beside the model, as exporters put large weights. Only what a tensor needs is read,
 *  and only from files inside the model's folder: a path that leads out of it, by `..`, from the root, or through a link, is
 *  refused, and so is a part that begins or ends beyond the file's end.
 *  @param folder where the model lies; undefined where it was given as bytes: then such tensors are refused */
export function externalData(file: string, folder: string | undefined): Outside {
  return (tensor, size) => {
    const who = `${file}, tensor '${tensor.name}'`
    const entries = new Map(tensor.externalData.map(({ key, value }) => [key, value]))
    const location = entries.get('location') ?? ''
    if (folder === undefined)
      return fail({
        who,
        rule: `its numbers lie in another file, '${location}', which bytes alone do not lead to`,
        remedy: "give the model's path, or the folder in which it lies",
      })
    const path = pathInside(folder, location, who)
    const offset = numberIn(entries.get('offset'), 0, `${who}, offset`)
    const length = numberIn(entries.get('length'), size, `${who}, length`)
    demand(length === size, { who, rule: `its dimensions make ${size} bytes`, value: length, remedy: exportAgain })
    return readPart(path, offset, size, who)
  }
}

/** The path of a file that a model names, inside the folder in which the model lies. Fails, naming `who`, where it leads
 *  out of it or to nothing. */
export function pathInside(folder: string, location: string, who: string): string {
  const rule = "weights of another file must lie in the model's folder, at a relative path"
  const steps = location.split(/[\\/]/)
  const plain = location !== '' && !location.includes('\0') && !isAbsolute(location) && !win32.isAbsolute(location)
  demand(plain && !steps.includes('..') && !/^[A-Za-z]:/.test(location), {
    who,
    rule,
    value: location,
    remedy: 'put the files side by side and export the model again: a file that asks for others is not to be trusted',
  })
  const path = join(folder, location)
  demand(existsSync(path), {
    who,
    rule: `needs the file ${path}, in which its numbers lie`,
    remedy: 'copy it there: a model and its weights belong together',
  })
  const inside = relative(realpathSync(folder), realpathSync(path))
  demand(inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside), {
    who,
    rule,
    value: `${location}, a link to ${realpathSync(path)}`,
    remedy: 'put the file itself there, in place of a link to it',
  })
  return path
}

const exportAgain = 'restore both files from a copy, or export the model again'

function numberIn(text: string | undefined, otherwise: number, who: string): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  demand(/^\d+$/.test(text) && Number.isSafeInteger(value), {
    who,
    rule: 'must be a whole number',
    value: text,
    remedy: exportAgain,
  })
  return value
}

function readPart(path: string, offset: number, size: number, who: string): Uint8Array {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (cause) {
    return fail({ who, rule: `${path} must be readable`, value: cause, remedy: 'check its permissions', cause })
  }
  try {
    const whole = fstatSync(file)
    demand(whole.isFile(), { who, rule: `${path} must be a file`, remedy: exportAgain })
    demand(offset + size <= whole.size, {
      who,
      rule: `its numbers are bytes ${offset} to ${offset + size} of ${path}, which has ${whole.size}`,
      remedy: `${exportAgain}: the file of weights is too short`,
    })
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; ) {
      const read = readSync(file, bytes, at, Math.min(size - at, 1 << 28), offset + at)
      demand(read > 0, { who, rule: `${path} became shorter while it was read`, remedy: 'try again' })
      at += read
    }
    return bytes
  } finally {
    closeSync(file)
  }
}
