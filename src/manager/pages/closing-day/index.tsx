import { addDays, dayOf } from '@core/base/time'
import type { ClosingDay } from '@core/booking/closing-day'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { AffectedSessions } from '@/features/booking/closing-day/affected-sessions'
import { ClosedDays } from '@/features/booking/closing-day/closed-days'
import { type ClosingDayDraft, ClosingDayForm } from '@/features/booking/closing-day/closing-day-form'
import { ClosingSteps } from '@/features/booking/closing-day/closing-steps'
import { type ClosingEffect, useClosingDay } from '@/features/booking/closing-day/store'
import { usePack } from '@/features/place/station/store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay } from '@/words/time-text'
import { ScopePicker } from './scope-picker'
import { useClosingScope } from './use-closing-scope'

export default function ClosingDayPage() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const where = useClosingScope()
  const pack = usePack((state) => state.pack)
  const { preview, close } = useClosingDay.getState()
  const [draft, setDraft] = useState<ClosingDayDraft>({ day: addDays(dayOf(now), 1), reason: '', act: 'move' })
  const [foreseen, setForeseen] = useState<CallOutcome<ClosingEffect>>()
  const [closed, setClosed] = useState<CallOutcome<ClosingEffect>>()
  const [busy, setBusy] = useState(false)
  const { place, scope } = where
  const nameOf = (id: string) => pack?.stations.find((station) => station.id === id)?.name ?? id
  const forget = () => {
    setForeseen(undefined)
    setClosed(undefined)
  }
  const ask = async (how: typeof preview, tell: (answer: CallOutcome<ClosingEffect>) => void) => {
    if (!place) return
    const closing: ClosingDay = { ...draft, reason: draft.reason.trim(), scope: { scope, id: place.id } }
    setBusy(true)
    tell(await how(closing))
    setBusy(false)
  }
  const tellClosed = (answer: CallOutcome<ClosingEffect>) => {
    setClosed(answer)
    if (answer.state === 'done') Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  useDidShow(() => {
    useClosingDay.getState().load()
  })
  if (pack && !place) {
    return (
      <ManagerScreen act="change" title={t('closure.title')}>
        <EmptyState text={t('manager.none')} />
      </ManagerScreen>
    )
  }
  const what = { place: place?.name ?? '', day: sayDay(words, draft.day, now) }
  if (closed?.state === 'done') {
    return (
      <ManagerScreen act="change" title={t('closure.title')} wide>
        <View className="stack">
          <Text className="title good">{t('closure.done', what)}</Text>
          <ClosingSteps effect={closed.answer} now={now} nameOf={nameOf} />
          <Button quiet onTap={forget}>
            {t('closure.another')}
          </Button>
        </View>
      </ManagerScreen>
    )
  }
  const seen = foreseen?.state === 'done' ? foreseen.answer : undefined
  return (
    <ManagerScreen act="change" title={t('closure.title')} wide>
      <View className="stack">
        <Text className="soft">{t('closure.what')}</Text>
        <View className="columns">
          <View className="stack">
            <ClosingDayForm
              draft={draft}
              now={now}
              where={<ScopePicker where={where} onChange={forget} />}
              onChange={(next) => {
                setDraft(next)
                forget()
              }}
            />
            {!seen && (
              <>
                <ErrorText text={sayOutcome(words, foreseen)} />
                <Button
                  quiet
                  busy={busy}
                  disabled={!draft.reason.trim() || !place}
                  onTap={() => ask(preview, setForeseen)}
                >
                  {t('closure.look')}
                </Button>
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
              <AffectedSessions sessions={seen.sessions} now={now} nameOf={nameOf} />
              <Text>{seen.told ? t('closure.would-tell', { told: seen.told }) : t('closure.tell-none')}</Text>
              <ErrorText text={sayOutcome(words, closed)} />
              <Button busy={busy} onTap={() => ask(close, tellClosed)}>
                {t('closure.yes', what)}
              </Button>
            </View>
          )}
        </View>
        <ClosedDays now={now} nameOf={nameOf} />
      </View>
    </ManagerScreen>
  )
}
