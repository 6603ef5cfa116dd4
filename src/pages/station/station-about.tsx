import { dayOf } from '@core/base/time'
import { calendarOf, hoursOn } from '@core/place/hours'
import { numberToDial, type Pack, type Station } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Directions } from '@/features/place/station/directions'
import { isTimelinePreview } from '@/platform/app/timeline-preview'
import { Button } from '@/ui/buttons/button'
import { useWords } from '@/words/use-words'

/** About a station: opening hours, house rules, facilities, directions, telephone. */
export function StationAbout({ station, pack, now }: { station: Station; pack: Pack; now: number }) {
  const { t } = useWords()
  const saySpan = ({ from, to }: { from: string; to: string }) =>
    from === '00:00' && to === '24:00' ? t('open.always') : `${from}–${to}`
  const number = numberToDial(station)
  const hours = hoursOn(station.hours, dayOf(now), calendarOf(pack, station.id))
  return (
    <View className="stack section">
      <Text className="heading">{t('station.hours')}</Text>
      <Text className="figure">{hours.length ? hours.map(saySpan).join('　') : t('station.closed-today')}</Text>
      <Text className="heading">{t('station.rules')}</Text>
      <View className="card tight">
        {station.rules.map((rule, at) => (
          <Text key={rule}>
            {at + 1}. {rule}
          </Text>
        ))}
      </View>
      <Text className="heading">{t('station.has')}</Text>
      <View className="marks soft">
        {station.facilities.map((facility) => (
          <Text key={facility}>{t(`facility.${facility}`)}</Text>
        ))}
      </View>
      <Text className="heading">{t('station.way')}</Text>
      <Directions station={station} />
      {!isTimelinePreview && number && (
        <Button quiet icon="phone" onTap={() => Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)}>
          {t('station.call', { phone: number })}
        </Button>
      )}
      {(station.approximate || station.demo) && (
        <Text className="small soft">
          {station.demo ? t('station.demo', { phone: station.phone }) : t('station.approximate')}
        </Text>
      )}
    </View>
  )
}
