import type { Card } from '@core/attendance/card'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { QrImage } from '@/ui/code/qr-image'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { ANY_DAY, sayWhen } from '@/words/time-text'
import { ID_DIGITS, type Identification } from './identification-form'

/** Names that fit in large type; names that fit with ID boxes. */
const [LARGE, BOXED] = [2, 4]
const sizeOf = (names: number): string => (names > BOXED ? 'many crowd' : names > LARGE ? 'many' : '')

type Props = {
  card: Card
  known: Identification
  /** Name of the district. */
  district: string
}

/** Printable paper card, A6 portrait. Sizes are in print units, independent of the phone's text size. */
export function PaperCard({ card, known, district }: Props) {
  const words = useResidentWords()
  const { t } = words
  const { names, seats, by, title, stationName, address, phone, code } = card
  return (
    <View className={`paper-card printed ${sizeOf(names.length)}`}>
      <View className="paper-head">
        <View className="paper-mark" {...aria({ hidden: true })} />
        <Text className="paper-small">{t('card.sign', { district })}</Text>
      </View>
      <View className="paper-names">
        {names.map((name) => (
          <View key={name} className="paper-person">
            <Text className="paper-name">{name}</Text>
            {known.how === 'figures' && (
              <View className="paper-boxes" {...aria({ hidden: true })}>
                {Array.from({ length: ID_DIGITS }, (_, at) => (
                  <View key={at} className="paper-box">
                    {known.figures[name]?.charAt(at) ?? ''}
                  </View>
                ))}
              </View>
            )}
          </View>
        ))}
      </View>
      <View className="paper-when">
        <Text className="paper-title">{title}</Text>
        <Text className="paper-time">{sayWhen(words, card, ANY_DAY)}</Text>
        <Text className="paper-small">{stationName}</Text>
        <Text className="paper-small">{address}</Text>
      </View>
      <View className="paper-known">
        <View className="paper-code">
          <QrImage className="paper-qr" text={card.text} label={t('card.image')} />
          <Text className="paper-figures">{`${code.slice(0, 4)} ${code.slice(4)}`}</Text>
        </View>
        {known.how === 'photo' && <View className="paper-photo">{t('card.photo-here')}</View>}
      </View>
      <View className="paper-foot">
        <Text className="paper-small">{t('card.door', { seats })}</Text>
        {by && <Text className="paper-small">{t('card.by', { by })}</Text>}
        <Text className="paper-small">{t('card.change', { phone })}</Text>
      </View>
    </View>
  )
}
