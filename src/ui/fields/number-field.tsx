import { Input, Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { ariaLabel } from '@/platform/device/aria'
import { useSubpackageWords } from '@/words/subpackages/use-subpackage-words'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'
import { LabelledField } from './labelled-field'

type Props = {
  label: string
  unit?: string
  value: number | undefined
  min: number
  max: number
  /** May be left empty, meaning no limit. */
  optional?: boolean
  hint?: string
  onChange: (value: number | undefined) => void
}

const shown = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** Integer input, typed or stepped. Only values in range are reported; anything else reverts on blur. */
export function NumberField({ label, unit, value, min, max, optional, hint, onChange }: Props) {
  const { t } = useSubpackageWords()
  const [text, setText] = useState(shown(value))
  useEffect(() => setText(shown(value)), [value])
  const step = (by: number) => onChange(Math.min(max, Math.max(min, (value ?? min - by) + by)))
  const type = (typed: string) => {
    setText(typed)
    const number = Number(typed)
    if (typed === '' && optional) onChange(undefined)
    else if (/^\d+$/.test(typed) && number >= min && number <= max) onChange(number)
  }
  return (
    <LabelledField label={label} hint={hint}>
      <View className="row">
        <Touchable className="step" label={`${label} ${t('number.less')}`} onTap={() => step(-1)}>
          <Icon name="less" />
        </Touchable>
        <View className="field figure-field">
          <Input
            className="input figure"
            type="number"
            value={text}
            maxlength={String(max).length}
            placeholder={optional ? t('number.any') : ''}
            onInput={({ detail }) => type(detail.value)}
            onBlur={() => setText(shown(value))}
            {...ariaLabel(unit ? `${label}，${unit}` : label)}
          />
          {unit && <Text className="small soft">{unit}</Text>}
        </View>
        <Touchable className="step" label={`${label} ${t('number.more')}`} onTap={() => step(1)}>
          <Icon name="add" />
        </Touchable>
      </View>
    </LabelledField>
  )
}
