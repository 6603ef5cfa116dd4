import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { useResidentWords } from '@/words/resident/use-resident-words'
import type { CheckedIn } from './check-in'

type CheckedInGroup = CheckedIn['parties'][number]
type Props = { answer: CheckedIn; busy: boolean; onCame: (booking: string) => void }

/** Who is checked in, readable from the door; and the bookings of mine still to check in. */
export function CheckedInCards({ answer, busy, onCame }: Props) {
  const { t } = useResidentWords()
  const { title, stationName, parties } = answer
  const pending = parties.filter(({ at }) => !at)
  const nameOf = ({ names, seats }: CheckedInGroup) =>
    names.length ? t('check-in.party', { names: names.join(t('list.comma')), seats }) : t('check-in.seats', { seats })
  return (
    <>
      {parties.map(
        (group) =>
          group.at && (
            <View key={group.booking} className="arrived" {...aria({ role: 'status', live: 'assertive' })}>
              <View className="arrived-icon">
                <Icon name="check" />
              </View>
              <Text className="arrived-large">{t('check-in.done')}</Text>
              <Text className="arrived-small">{nameOf(group)}</Text>
              <Text className="arrived-small figure">
                {title} · {t('check-in.since', { at: clockOf(instant(group.at)) })}
              </Text>
              <Text className="arrived-small">{stationName}</Text>
            </View>
          ),
      )}
      {pending.length > 0 && (
        <View className="card stack">
          <Text className="heading">{t(pending.length < parties.length ? 'check-in.others' : 'check-in.which')}</Text>
          <Text className="soft">{t('check-in.which-what')}</Text>
          {pending.map((group) => (
            <Button key={group.booking} quiet busy={busy} onTap={() => onCame(group.booking)}>
              {t('check-in.here', { names: nameOf(group) })}
            </Button>
          ))}
        </View>
      )}
    </>
  )
}
