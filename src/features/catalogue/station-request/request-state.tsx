import { type Instant, instant } from '@core/base/time'
import type { StationRequest } from '@core/place/station-change'
import { Text, View } from '@tarojs/components'
import { type ManagerWords, useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

/** A wish in words. `metres`: how far the new position is from the old one. */
const sayWish = ({ t }: ManagerWords, { wish }: StationRequest, metres: number | undefined): string =>
  wish.kind === 'name'
    ? t('wish.is-name', { name: wish.name })
    : t('wish.is-place', { metres: Math.round(metres ?? 0), accuracy: Math.round(wish.accuracy) })

type Props = { request: StationRequest; now: Instant; metres: number | undefined }

/** One wish, and where it stands. */
export function RequestState({ request, now, metres }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { askedAt, by, outcome = 'waiting', words: why } = request
  // Once it is accepted, the station is there: no distance is left to tell.
  const text =
    outcome === 'accepted' && request.wish.kind === 'position' ? t('wish.was-place') : sayWish(words, request, metres)
  return (
    <View className="tight">
      <Text>{text}</Text>
      <Text className={outcome === 'waiting' ? 'small' : 'small soft'}>{t(`wish.${outcome}`)}</Text>
      {why && <Text className="small">{why}</Text>}
      <Text className="small soft">{t('wish.by', { by, at: sayMoment(words, instant(askedAt), now) })}</Text>
    </View>
  )
}
