import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { demand, fail } from '../errors.ts'
import { readBytes } from '../files.ts'
import type { Backbone } from '../runtime/backbone.ts'
import { openBackbone } from '../runtime/backbone.ts'
import type { FrozenModel, ModelForm } from './modelForm.ts'
import type { Settings } from './settings.ts'

/** Opens the frozen model that the settings name. Fails where it is missing, where it does not fit, and where a run was
 *  trained on the features of another.
 *  @param form what the run's model takes, where there is a run */
export async function openFrozen(
  {
    backbone: path,
    backboneOutput,
    imageSize,
    device,
  }: Pick<Settings, 'backboneOutput' | 'imageSize' | 'device'> & {
    readonly backbone: string
  },
  form: Partial<ModelForm> = {},
): Promise<{ backbone: Backbone; frozen: FrozenModel }> {
  const { image, frozen: stored } = form
  if (stored === null)
    fail({
      who: '--backbone',
      rule: 'says where the frozen model of a run lies, and this run was trained on the images themselves',
      value: path,
      remedy: 'leave it out',
    })
  demand(existsSync(path), {
    who: path,
    rule: 'the frozen model must exist',
    remedy: stored ? 'put it back, or say by --backbone where it lies now' : 'check the path given by --backbone',
  })
  const sha256 = createHash('sha256').update(readBytes(path)).digest('hex')
  demand(stored === undefined || stored.sha256 === sha256, {
    who: path,
    rule: `must be the frozen model that the run was trained on, of SHA-256 ${stored?.sha256}`,
    value: sha256,
    remedy: 'restore that file, say by --backbone where it lies now, or train anew on this one',
  })
  const size = image ?? (imageSize === null ? undefined : { width: imageSize, height: imageSize })
  const output = stored?.output ?? backboneOutput
  const backbone = await openBackbone(path, {
    device,
    ...(output === null ? {} : { output }),
    ...(size === undefined ? {} : { size }),
  })
  return { backbone, frozen: { sha256, output: backbone.output, dimension: backbone.dimension } }
}
