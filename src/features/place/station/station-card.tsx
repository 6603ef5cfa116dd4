import { clockOf, instant } from '@core/base/time'
import type { Session } from '@core/catalogue/session'
import type { Pack } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { memo, type ReactNode } from 'react'
import { Touchable } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'
import { KindMark } from './kind-mark'
import type { NearStation } from './nearby'
import { sayOpening } from './opening-text'
import { Walk } from './walk'

const SHOWN = 2

type Props = {
  near: NearStation
  pack: Pack
  now: number
  /** The first photograph, if there is one. */
  photo?: ReactNode
  /** Today's sessions still to come; undefined while unknown. */
  today: readonly Session[] | undefined
  onTap: (id: string) => void
}

/** One station: walking minutes, opening hours, places left today. */
export const StationCard = memo(function StationCard({
  near: { station, minutes },
  pack,
  now,
  photo,
  today,
  onTap,
}: Props) {
  const words = useWords()
  const { t } = words
  const open = sayOpening(words, station, pack, now)
  const ahead = today?.filter((session) => instant(session.startsAt) > now && session.left > 0)
  const left = ahead?.reduce((sum, session) => sum + session.left, 0)
  const places = left === undefined ? '' : left > 0 ? t('station.left', { left }) : t('station.none-left')
  const walk = t('walk.minutes', { minutes })
  const label = [station.name, t(`kind.${station.kind}`), walk, open.text, places].filter(Boolean).join('，')
  return (
    <Touchable className="card station-card" label={label} onTap={() => onTap(station.id)}>
      {photo ? (
        <View className="tight">
          <Walk minutes={minutes} kind={station.kind} />
          {photo}
        </View>
      ) : (
        <Walk minutes={minutes} kind={station.kind} />
      )}
      <View className="grow tight">
        <View className="row between wrap">
          <Text className="heading">{station.name}</Text>
          <KindMark kind={station.kind} />
        </View>
        <View className="small soft">
          <Text className={open.open ? 'good' : ''}>{open.text}</Text>
          {places && <Text> · {places}</Text>}
        </View>
        {ahead && ahead.length > 0 && (
          <View className="small soft figure marks">
            {ahead.slice(0, SHOWN).map((session) => (
              <Text key={session.id}>
                {clockOf(instant(session.startsAt))} {session.title}
              </Text>
            ))}
          </View>
        )}
      </View>
    </Touchable>
  )
})
