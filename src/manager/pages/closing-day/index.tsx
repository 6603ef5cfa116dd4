import { addDays, dayOf } from '@core/base/time'
import type { ClosingDay } from '@core/booking/closing-day'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { ClosedList } from '@/features/booking/closing-day/affected-sessions'
import { ClosingForm, type Wish } from '@/features/booking/closing-day/closing-day-form'
import { type Closed, useClosure } from '@/features/booking/closing-day/store'
import { usePack } from '@/features/place/station/store'
import { DeskScreen } from '@/manager/manager-screen'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Empty } from '@/ui/feedback/empty-state'
import { Said } from '@/ui/feedback/error-text'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay } from '@/words/time-text'
import { Where } from './scope-picker'
import { useWhere } from './use-closing-scope'

export default function ClosurePage() {
  const words = useDeskWords()
  const { t } = words
  const now = useNow()
  const where = useWhere()
  const pack = usePack((state) => state.pack)
  const { preview, close } = useClosure.getState()
  const [wish, setWish] = useState<Wish>({ day: addDays(dayOf(now), 1), reason: '', act: 'move' })
  const [foreseen, setForeseen] = useState<Settled<Closed>>()
  const [closed, setClosed] = useState<Settled<Closed>>()
  const [busy, setBusy] = useState(false)
  const { place, scope } = where
  const nameOf = (id: string) => pack?.stations.find((station) => station.id === id)?.name ?? id
  const forget = () => {
    setForeseen(undefined)
    setClosed(undefined)
  }
  const ask = async (how: typeof preview, tell: (answer: Settled<Closed>) => void) => {
    if (!place) return
    const closing: ClosingDay = { ...wish, reason: wish.reason.trim(), scope: { scope, id: place.id } }
    setBusy(true)
    tell(await how(closing))
    setBusy(false)
  }
  const tellClosed = (answer: Settled<Closed>) => {
    setClosed(answer)
    if (answer.state === 'done') Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  if (pack && !place) {
    return (
      <DeskScreen act="change" title={t('closure.title')}>
        <Empty text={t('manager.none')} />
      </DeskScreen>
    )
  }
  const what = { place: place?.name ?? '', day: sayDay(words, wish.day, now) }
  if (closed?.state === 'done') {
    return (
      <DeskScreen act="change" title={t('closure.title')} wide>
        <View className="stack">
          <Text className="title good">{t('closure.done', what)}</Text>
          <Text>{closed.answer.told ? t('closure.told', { told: closed.answer.told }) : t('closure.tell-none')}</Text>
          <ClosedList sessions={closed.answer.sessions} now={now} nameOf={nameOf} />
          <Action quiet onTap={forget}>
            {t('closure.another')}
          </Action>
        </View>
      </DeskScreen>
    )
  }
  const seen = foreseen?.state === 'done' ? foreseen.answer : undefined
  return (
    <DeskScreen act="change" title={t('closure.title')} wide>
      <View className="stack">
        <Text className="soft">{t('closure.what')}</Text>
        <View className="columns">
          <View className="stack">
            <ClosingForm
              wish={wish}
              now={now}
              where={<Where where={where} onChange={forget} />}
              onChange={(next) => {
                setWish(next)
                forget()
              }}
            />
            {!seen && (
              <>
                <Said text={sayOutcome(words, foreseen)} />
                <Action quiet busy={busy} off={!wish.reason.trim() || !place} onTap={() => ask(preview, setForeseen)}>
                  {t('closure.look')}
                </Action>
              </>
            )}
          </View>
          {seen && (
            <View className="stack">
              <Text className="heading">
                {seen.sessions.length
                  ? t('closure.would', { ...what, count: seen.sessions.length })
                  : t('closure.nothing', what)}
              </Text>
              <ClosedList sessions={seen.sessions} now={now} nameOf={nameOf} />
              <Text>{seen.told ? t('closure.would-tell', { told: seen.told }) : t('closure.tell-none')}</Text>
              <Said text={sayOutcome(words, closed)} />
              <Action busy={busy} onTap={() => ask(close, tellClosed)}>
                {t('closure.yes', what)}
              </Action>
            </View>
          )}
        </View>
      </View>
    </DeskScreen>
  )
}
