import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { HoursEffectSheet } from '@/features/catalogue/station-page/hours-effect-sheet'
import { readDraft } from '@/features/catalogue/station-page/station-draft'
import { type StationEffect, type StationPage, useStationPages } from '@/features/catalogue/station-page/store'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import type { StationEditing } from './use-station-draft'

type Props = { page: StationPage; editing: StationEditing; now: Instant; onStale: () => void }

/** Saves a draft: at once, or with other hours after their effect on the sessions was shown. */
export function SaveStation({ page, editing: { draft, setDraft }, now, onStale }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { station, revision } = page
  const { preview, change } = useStationPages.getState()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [saved, setSaved] = useState(false)
  const [effect, setEffect] = useState<StationEffect>()
  const read = readDraft(draft, station)
  const tell = (outcome: CallOutcome) => {
    setMessage(sayOutcome(words, outcome))
    // Both what is there now and what was typed are shown: saving again decides.
    if (outcome.state === 'refused' && outcome.why.refusal === 'station-changed') onStale()
  }
  const write = async (): Promise<CallOutcome> => {
    if ('fault' in read) return { state: 'no-signal' }
    const outcome = await change(station.id, revision, read.change)
    tell(outcome)
    setSaved(outcome.state === 'done')
    if (outcome.state === 'done') setDraft(undefined)
    return outcome
  }
  const check = async () => {
    setSaved(false)
    setMessage('')
    if ('fault' in read) {
      const { word, day } = read.fault
      return setMessage(t(word, { day: day ? t(`weekday.${day as 1}`) : '' }))
    }
    setBusy(true)
    if (!read.change.hours) await write()
    else {
      const seen = await preview(station.id, revision, read.change)
      if (seen.state === 'done') setEffect(seen.answer)
      else tell(seen)
    }
    setBusy(false)
  }
  const isSame = 'change' in read && Object.keys(read.change).length === 0
  return (
    <>
      <View className="footer">
        <View className="inside stack">
          <ErrorText text={message} />
          {saved && isSame && (
            <Text className="good" {...aria({ role: 'status' })}>
              {t('station-page.saved')}
            </Text>
          )}
          <Button busy={busy} disabled={isSame} onTap={check}>
            {t('station-page.save')}
          </Button>
        </View>
      </View>
      {effect && <HoursEffectSheet effect={effect} now={now} onClose={() => setEffect(undefined)} onSave={write} />}
    </>
  )
}
