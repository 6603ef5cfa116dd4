import { fold } from '@core/base/fold'
import { Input, Text, View } from '@tarojs/components'
import { ariaLabel } from '@/platform/device/aria'
import { LabelledField } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { useResidentWords } from '@/words/resident/use-resident-words'

export const ID_DIGITS = 4

/** How the person is identified at the door: a photo glued on, or the last 4 digits of the ID card, by name. */
export type Identification = { how: 'photo' | 'figures'; figures: Record<string, string> }

/** The last character of a Chinese ID number may be X. */
const normaliseIdDigits = (typed: string): string =>
  fold(typed)
    .toUpperCase()
    .replace(/[^0-9X]/g, '')
    .slice(0, ID_DIGITS)

type Props = {
  names: readonly string[]
  identification: Identification
  onChange: (identification: Identification) => void
}

/** Form for the identification on a paper card. What is typed is only printed: never sent, never stored. */
export function IdentificationForm({ names, identification, onChange }: Props) {
  const { t } = useResidentWords()
  const { how, figures } = identification
  return (
    <View className="stack">
      <LabelledField label={t('card.known-by')}>
        <Segments
          label={t('card.known-by')}
          on={how}
          onChoose={(key) => onChange({ ...identification, how: key })}
          options={[
            { key: 'photo', name: t('card.photo') },
            { key: 'figures', name: t('card.figures') },
          ]}
        />
      </LabelledField>
      {how === 'figures' && (
        <>
          {names.map((name) => (
            <LabelledField key={name} label={t('card.figures-of', { name })}>
              <View className="field">
                <Input
                  className="input figure"
                  type="idcard"
                  value={figures[name] ?? ''}
                  maxlength={ID_DIGITS}
                  onInput={({ detail }) =>
                    onChange({ ...identification, figures: { ...figures, [name]: normaliseIdDigits(detail.value) } })
                  }
                  {...ariaLabel(t('card.figures-of', { name }))}
                />
              </View>
            </LabelledField>
          ))}
          <Text className="small soft">{t('card.figures-what')}</Text>
        </>
      )}
    </View>
  )
}
