import { Input, Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { named } from '@/platform/device/aria'
import { useWords } from '@/words/use-words'
import { Sign } from '../buttons/icon'
import { Touch } from '../buttons/touchable'
import { Labelled } from './labelled-field'

type Props = {
  label: string
  unit?: string
  value: number | undefined
  least: number
  most: number
  /** May be left empty: no limit. */
  free?: boolean
  hint?: string
  onChange: (value: number | undefined) => void
}

const shown = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** A whole number, typed or stepped. Only a number in range is ever handed on; anything else goes back to the last one. */
export function NumberField({ label, unit, value, least, most, free, hint, onChange }: Props) {
  const { t } = useWords()
  const [text, setText] = useState(shown(value))
  useEffect(() => setText(shown(value)), [value])
  const step = (by: number) => onChange(Math.min(most, Math.max(least, (value ?? least - by) + by)))
  const type = (typed: string) => {
    setText(typed)
    const number = Number(typed)
    if (typed === '' && free) onChange(undefined)
    else if (/^\d+$/.test(typed) && number >= least && number <= most) onChange(number)
  }
  return (
    <Labelled label={label} hint={hint}>
      <View className="row">
        <Touch className="step" label={`${label} ${t('number.less')}`} onTap={() => step(-1)}>
          <Sign name="less" />
        </Touch>
        <View className="field figure-field">
          <Input
            className="input figure"
            type="number"
            value={text}
            maxlength={String(most).length}
            placeholder={free ? t('number.any') : ''}
            onInput={({ detail }) => type(detail.value)}
            onBlur={() => setText(shown(value))}
            {...named(unit ? `${label}，${unit}` : label)}
          />
          {unit && <Text className="small soft">{unit}</Text>}
        </View>
        <Touch className="step" label={`${label} ${t('number.more')}`} onTap={() => step(1)}>
          <Sign name="add" />
        </Touch>
      </View>
    </Labelled>
  )
}
