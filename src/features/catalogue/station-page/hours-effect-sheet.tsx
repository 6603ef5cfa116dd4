import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import type { StationEffect } from './store'

type Props = { effect: StationEffect; now: Instant; onClose: () => void; onSave: () => Promise<CallOutcome> }

/** What other hours do to the sessions: those that somebody booked are named and stay; asked before it is saved. */
export function HoursEffectSheet({ effect, now, onClose, onSave }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { outside, removed, added, idle } = effect
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const save = async () => {
    setBusy(true)
    const saved = await onSave()
    setBusy(false)
    setOutcome(saved)
    if (saved.state === 'done') onClose()
  }
  return (
    <BottomSheet title={t('station-page.effect')} onClose={onClose}>
      {outside.length > 0 && <Text>{t('station-page.outside', { count: outside.length })}</Text>}
      <ShowMoreList items={outside} className="stack">
        {({ session, title, startsAt, booked, waiting }) => (
          <View key={session} className="row between wrap">
            <Text className="grow">
              {sayMoment(words, instant(startsAt), now)} {title}
            </Text>
            <Text className="soft">
              {waiting ? t('station-page.booked-waiting', { booked, waiting }) : t('station-page.booked', { booked })}
            </Text>
          </View>
        )}
      </ShowMoreList>
      <Text>{removed || added ? t('station-page.planned', { removed, added }) : t('station-page.same')}</Text>
      {idle.length > 0 && <Text>{t('station-page.idle', { titles: idle.join('、') })}</Text>}
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} onTap={save}>
        {t('station-page.save-hours')}
      </Button>
    </BottomSheet>
  )
}
