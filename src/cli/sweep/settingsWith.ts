import { dashed } from '../../runs/dashed.ts'
import type { Settings } from '../../runs/settings.ts'
import { settingsOf } from '../../runs/settings.ts'
import type { TrialChoice } from '../../sweep/drawTrials.ts'
import type { OptionValue } from '../../sweep/range.ts'
import { camel } from './methodSpace.ts'

/** A method's settings with a choice of what is varied: options of the loss and of the rules go into their texts, others are settings of
 *  their own. Fails, naming the option, where a value does not fit. */
export function settingsWith(settings: Settings, choice: TrialChoice): Settings {
  const changed: Record<string, unknown> = { ...settings }
  for (const [name, value] of Object.entries(choice)) {
    if (value === undefined) continue
    const parts = name.split(':')
    if (parts.length === 1) changed[camel(name)] = value
    else {
      const [side, option] = parts.length === 3 ? [parts[0]!, parts[2]!] : ['loss', parts[1]!]
      changed[side] = withOption(String(changed[side]), option, value)
    }
  }
  return settingsOf(changed)
}

/** 'triplet:margin=0.1' with margin 0.3 is 'triplet:margin=0.3'. */
function withOption(text: string, option: string, value: OptionValue): string {
  const others = text.split(':').filter((part, i) => i === 0 || dashed(camel(part.split('=')[0]!)) !== option)
  return [...others, `${option}=${value}`].join(':')
}
