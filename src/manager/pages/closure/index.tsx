import type { ClosingDay } from '@core/closure'
import { addDays, dayOf } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { ClosedList } from '@/features/closure/closed-list'
import { ClosingForm, type Wish } from '@/features/closure/closing-form'
import { type Closed, useClosure } from '@/features/closure/store'
import { usePack } from '@/features/station/store'
import { DeskScreen } from '@/manager/desk-screen'
import type { Settled } from '@/platform/settle'
import { Action } from '@/ui/action'
import { Empty } from '@/ui/empty'
import { Said } from '@/ui/said'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayOutcome } from '@/words/outcome'
import { sayDay } from '@/words/when'
import { useWhere } from './use-where'
import { Where } from './where'

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
