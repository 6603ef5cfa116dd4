import { type GivenStanding, readPhones } from '@core/account/standing-list'
import type { Day, Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { StandingUntilField } from './standing-until-field'
import { useStandings } from './store'

/** Letters of a pasted list: some 10,000 lines with a number and a name. */
const TEXT_MOST = 200_000
/** Lines without a number that are shown. */
const SHOWN_LINES = 3

/** A list of telephone numbers, pasted from a workbook, whose owners get a standing. */
export function StandingListForm({ kind, now }: { kind: GivenStanding; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const [text, setText] = useState('')
  const [until, setUntil] = useState<Day>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome<{ given: number; held: number; awaited: number }>>()
  const { phones, without } = readPhones(text)
  const give = async () => {
    setBusy(true)
    const given = await useStandings.getState().give(kind, until, phones)
    setBusy(false)
    setOutcome(given)
    // The numbers are not kept on this device either.
    if (given.state === 'done') setText('')
  }
  return (
    <View className="stack">
      <TextField
        multiline
        label={t('standing.list')}
        hint={t('standing.list-what')}
        value={text}
        maxLength={TEXT_MOST}
        onChange={setText}
      />
      {without.length > 0 && (
        <Text className="small soft">
          {t('standing.without', { count: without.length, lines: without.slice(0, SHOWN_LINES).join('；') })}
        </Text>
      )}
      <StandingUntilField until={until} now={now} onChange={setUntil} />
      <ErrorText text={sayOutcome(words, outcome)} />
      {outcome?.state === 'done' && (
        <Text className="good" {...aria({ role: 'status' })}>
          {t('standing.given', outcome.answer)}
        </Text>
      )}
      <Button busy={busy} disabled={phones.length === 0} onTap={give}>
        {t('standing.give', { count: phones.length })}
      </Button>
    </View>
  )
}
