import { demand } from '../errors.ts'
import type { ModelForm } from './modelForm.ts'
import { takesFeatures } from './modelForm.ts'
import type { Settings } from './settings.ts'

/** The settings of a run whose frozen backbone may lie elsewhere now.
 *  @param given by --backbone
 *  Fails where a place is given for a run that needs none. */
export function movedBackbone(settings: Settings, form: ModelForm, given: string | undefined): Settings {
  if (given === undefined) return settings
  demand(takesFeatures(form), {
    who: '--backbone',
    rule: form.backbone
      ? 'says where the frozen backbone of a run lies, and the model of this run holds its own, fine-tuned'
      : 'says where the frozen backbone of a run lies, and this run was trained on the images themselves',
    value: given,
    remedy: 'leave it out',
  })
  return { ...settings, backbone: given }
}
