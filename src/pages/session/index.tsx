import { mayBook } from '@core/booking'
import { metresBetween, walkMinutes } from '@core/geo'
import type { Person } from '@core/person'
import type { Refusal } from '@core/refusal'
import { daysAhead } from '@core/session'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { type Outcome, useBookings } from '@/features/booking/store'
import { PersonForm } from '@/features/person/person-form'
import { householdOf, useMe } from '@/features/person/store'
import { WhoComes } from '@/features/person/who-comes'
import { SessionFacts } from '@/features/session/session-facts'
import { SessionRow } from '@/features/session/session-row'
import { useSessions } from '@/features/session/store'
import { usePlace } from '@/features/station/place'
import { useStation } from '@/features/station/store'
import { aria } from '@/platform/aria'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { usePace } from '@/ui/look'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'
import { useInstead } from './use-instead'
import '@/features/session/session.scss'

export default function SessionPage() {
  const words = useWords()
  const { t, no } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const detail = useSessions(({ details }) => details[id])
  const open = useSessions((sessions) => sessions.open)
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const station = useStation(id.slice(0, id.indexOf('.')))
  const { place } = usePlace()
  const pace = usePace()
  const me = useMe((state) => state.me)
  const people = householdOf(me)
  const { busy, book } = useBookings()
  const [chosen, setChosen] = useState<string[]>()
  const [adding, setAdding] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const refresh = () => open(id).then(setState)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  const whyNot = (who: readonly Person[]): Refusal | undefined => {
    if (!detail) return undefined
    const may = mayBook(detail.session, detail.offering, who, now)
    return may.ok ? undefined : may.why
  }
  // Myself, unless it is not for me: then nobody, and each says why.
  const first = people[0]
  const picked = chosen ?? (first && !whyNot([first]) ? [first.id] : [])
  const pickedPeople = people.filter((person) => picked.includes(person.id))
  // Rules that hold for anybody are said once, at the button, not at every name.
  const full: Refusal | undefined = detail?.session.left === 0 ? { refusal: 'full', left: 0 } : undefined
  const general = whyNot([]) ?? full

  const refused = outcome?.state === 'refused' ? outcome.why : undefined
  const instead = useInstead(detail, refused?.refusal === 'full' || general !== undefined, now)

  const submit = async () => {
    const result = await book(id, picked)
    setOutcome(result)
    if (result.state === 'booked') Taro.redirectTo({ url: `/pages/booking/index?id=${result.booking.id}` })
    else refresh()
  }
  const toggle = (person: string) => {
    setOutcome(undefined)
    setChosen(picked.includes(person) ? picked.filter((one) => one !== person) : [...picked, person])
  }
  const said = refused
    ? no(refused)
    : outcome?.state === 'wrong'
      ? outcome.message
      : outcome?.state === 'unknown'
        ? t('session.unknown')
        : ''

  if (!detail) {
    return (
      <Screen title={t('session.title')}>
        {state === 'asking' && <Bones count={2} label={t('loading')} />}
        {state === 'gone' && <Empty text={t('session.gone')} />}
        {state === 'no-signal' && <Empty text={t('offline.sessions')} action={t('offline.again')} onTap={refresh} />}
      </Screen>
    )
  }
  const { session, offering } = detail
  const minutes = place && station && walkMinutes(metresBetween(place.spot, station), pace)
  const tooMany = pickedPeople.length > offering.people ? whyNot(pickedPeople) : undefined
  return (
    <Screen title={session.title} footed>
      <SessionFacts session={session} offering={offering} station={station} minutes={minutes} now={now} />
      <View className="stack section">
        <View className="row between">
          <Text className="heading">{t('session.who')}</Text>
          {me && (
            <Action quiet slim sign="add" onTap={() => setAdding(true)}>
              {t('person.add')}
            </Action>
          )}
        </View>
        {me ? (
          <WhoComes
            people={people}
            chosen={picked}
            whyNot={(person) => (general ? undefined : whyNot([person]))}
            onToggle={toggle}
          />
        ) : (
          <Text className="soft">{t('session.login-first')}</Text>
        )}
      </View>
      {instead.length > 0 && (
        <View className="stack section">
          <Text className="heading">{t('session.instead')}</Text>
          {instead.map((one) => (
            <SessionRow
              key={one.id}
              session={one}
              now={now}
              where={t('session.in-days', { days: daysAhead(one, now) })}
              onTap={(other) => Taro.redirectTo({ url: `/pages/session/index?id=${other}` })}
            />
          ))}
        </View>
      )}
      <View className="footer">
        <View className="inside stack">
          {(said || general || tooMany) && (
            <Text className="red" {...aria({ role: 'alert' })}>
              {said || (general ? no(general) : tooMany ? no(tooMany) : '')}
            </Text>
          )}
          {me ? (
            <Action busy={busy} off={picked.length === 0 || !!general || !!tooMany} onTap={submit}>
              {outcome?.state === 'unknown'
                ? t('session.again')
                : t('session.book', { count: Math.max(1, picked.length) })}
            </Action>
          ) : (
            <Action onTap={() => Taro.navigateTo({ url: '/pages/login/index' })}>{t('session.login')}</Action>
          )}
        </View>
      </View>
      {adding && (
        <Sheet title={t('person.add')} onClose={() => setAdding(false)}>
          <PersonForm now={now} onDone={() => setAdding(false)} />
        </Sheet>
      )}
    </Screen>
  )
}
