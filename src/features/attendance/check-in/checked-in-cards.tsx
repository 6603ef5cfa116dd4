import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Action } from '@/ui/buttons/button'
import { Sign } from '@/ui/buttons/icon'
import { useMoreWords } from '@/words/resident/use-resident-words'
import type { CheckedIn } from './check-in'

type Party = CheckedIn['parties'][number]
type Props = { answer: CheckedIn; busy: boolean; onCame: (booking: string) => void }

/** Who is in, to be seen from the door; and who of mine may be still to come. */
export function Arrived({ answer, busy, onCame }: Props) {
  const { t } = useMoreWords()
  const { title, stationName, parties } = answer
  const open = parties.filter(({ at }) => !at)
  const nameOf = ({ names, seats }: Party) =>
    names.length ? t('check-in.party', { names: names.join(t('list.comma')), seats }) : t('check-in.seats', { seats })
  return (
    <>
      {parties.map(
        (party) =>
          party.at && (
            <View key={party.booking} className="arrived" {...aria({ role: 'status', live: 'assertive' })}>
              <View className="arrived-sign">
                <Sign name="check" />
              </View>
              <Text className="arrived-large">{t('check-in.done')}</Text>
              <Text className="arrived-small">{nameOf(party)}</Text>
              <Text className="arrived-small figure">
                {title} · {t('check-in.since', { at: clockOf(instant(party.at)) })}
              </Text>
              <Text className="arrived-small">{stationName}</Text>
            </View>
          ),
      )}
      {open.length > 0 && (
        <View className="card stack">
          <Text className="heading">{t(open.length < parties.length ? 'check-in.others' : 'check-in.which')}</Text>
          <Text className="soft">{t('check-in.which-what')}</Text>
          {open.map((party) => (
            <Action key={party.booking} quiet busy={busy} onTap={() => onCame(party.booking)}>
              {t('check-in.here', { names: nameOf(party) })}
            </Action>
          ))}
        </View>
      )}
    </>
  )
}
