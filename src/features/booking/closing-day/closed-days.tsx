import type { Day, Instant } from '@core/base/time'
import type { Closure } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay } from '@/words/time-text'
import { useClosingDay } from './store'

type Props = { now: Instant; nameOf: (station: string) => string }

/** Closed days ahead, each of which can be reopened; and the closings that are still under way. */
export function ClosedDays({ now, nameOf }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { closures, closings } = useClosingDay()
  const [chosen, setChosen] = useState<Closure>()
  const [said, setSaid] = useState('')
  const what = (station: string, day: Day) => ({ place: nameOf(station), day: sayDay(words, day, now) })
  if (closures.length === 0 && closings.length === 0 && !said) return null
  return (
    <View className="stack">
      <Text className="heading">{t('closure.list')}</Text>
      {said && <Text className="good">{said}</Text>}
      {closings.map(({ id, day, sessions, done }) => (
        <Text key={id} className="small soft figure">
          {t('closure.also-under-way', { day: sayDay(words, day, now), count: sessions, done })}
        </Text>
      ))}
      <ShowMoreList items={closures} className="wide-grid">
        {(closure) => (
          <View key={`${closure.station} ${closure.day}`} className="card row between wrap">
            <View className="grow tight">
              <Text className="heading">{`${sayDay(words, closure.day, now)} ${nameOf(closure.station)}`}</Text>
              <Text className="small soft">{closure.reason}</Text>
            </View>
            <Button
              quiet
              slim
              of={`${sayDay(words, closure.day, now)} ${nameOf(closure.station)}`}
              onTap={() => setChosen(closure)}
            >
              {t('closure.reopen')}
            </Button>
          </View>
        )}
      </ShowMoreList>
      {chosen && (
        <ReopenSheet
          closure={chosen}
          what={what(chosen.station, chosen.day)}
          onClose={() => setChosen(undefined)}
          onDone={(answer) => {
            setChosen(undefined)
            setSaid(t('closure.reopened', { ...what(chosen.station, chosen.day), ...answer }))
          }}
        />
      )}
    </View>
  )
}

type SheetProps = {
  closure: Closure
  what: { place: string; day: string }
  onClose: () => void
  onDone: (answer: { restored: number; told: number }) => void
}

/** Asks before reopening, and says what it does for those whose bookings were cancelled. */
function ReopenSheet({ closure, what, onClose, onDone }: SheetProps) {
  const words = useManagerWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const reopen = async () => {
    setBusy(true)
    const scope = { scope: 'station' as const, id: closure.station }
    const asked = await useClosingDay.getState().reopen({ scope, day: closure.day })
    setBusy(false)
    setOutcome(asked)
    if (asked.state === 'done') onDone(asked.answer)
  }
  return (
    <BottomSheet title={t('closure.reopen-sure', what)} onClose={onClose}>
      <Text>{t('closure.reopen-what')}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} onTap={reopen}>
        {t('closure.reopen')}
      </Button>
    </BottomSheet>
  )
}
