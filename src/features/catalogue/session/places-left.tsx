import { isUndrawn, type Session } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { useWords, type Words } from '@/words/use-words'

const MAX_SEAT_ICONS = 6

/** 剩 4 个名额 · 约满 · 抽签 */
export const sayPlacesLeft = ({ t }: Words, session: Session): string =>
  isUndrawn(session)
    ? t('session.drawn')
    : session.left > 0
      ? t('session.left', { left: session.left })
      : t('session.full')

/** Places left: a row of seats for few, a number for many, 满 for none, or a label for a draw. */
export function PlacesLeft({ session }: { session: Session }) {
  const words = useWords()
  const { left } = session
  return (
    <View className="session-left">
      <Text className={left > 0 || isUndrawn(session) ? 'small' : 'small soft'}>{sayPlacesLeft(words, session)}</Text>
      {left > 0 && left <= MAX_SEAT_ICONS && (
        <View className="row" style="gap: 3px" {...aria({ hidden: true })}>
          {Array.from({ length: left }, (_, at) => (
            <View key={at} className="seat" />
          ))}
        </View>
      )}
    </View>
  )
}
