import { Input, Text, View } from '@tarojs/components'
import { named } from '@/platform/device/aria'
import { Labelled } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { useMoreWords } from '@/words/resident/use-resident-words'

export const LAST = 4

/** By what the person is known at the door: a photograph to be glued on, or the last of their identity card, per name. */
export type KnownBy = { how: 'photo' | 'figures'; figures: Record<string, string> }

/** The last may be an X. */
const cleaned = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9X]/g, '')
    .slice(0, LAST)

type Props = { names: readonly string[]; known: KnownBy; onChange: (known: KnownBy) => void }

/** Typed here it is on the paper alone: it is sent nowhere, and forgotten with the page. */
export function KnownByForm({ names, known, onChange }: Props) {
  const { t } = useMoreWords()
  const { how, figures } = known
  return (
    <View className="stack">
      <Labelled label={t('card.known-by')}>
        <Segments
          label={t('card.known-by')}
          on={how}
          onChoose={(key) => onChange({ ...known, how: key })}
          options={[
            { key: 'photo', name: t('card.photo') },
            { key: 'figures', name: t('card.figures') },
          ]}
        />
      </Labelled>
      {how === 'figures' && (
        <>
          {names.map((name) => (
            <Labelled key={name} label={t('card.figures-of', { name })}>
              <View className="field">
                <Input
                  className="input figure"
                  type="idcard"
                  value={figures[name] ?? ''}
                  maxlength={LAST}
                  onInput={({ detail }) =>
                    onChange({ ...known, figures: { ...figures, [name]: cleaned(detail.value) } })
                  }
                  {...named(t('card.figures-of', { name }))}
                />
              </View>
            </Labelled>
          ))}
          <Text className="small soft">{t('card.figures-what')}</Text>
        </>
      )}
    </View>
  )
}
