import { addDays, dayOf, type Instant } from '@core/base/time'
import { HOLIDAY_NAME_MOST, type Holiday } from '@core/place/holiday'
import { Picker, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Segments } from '@/ui/fields/segments'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay } from '@/words/time-text'
import { type HolidayEffect, useHolidays } from './store'

/** Entering a day of rest or work, and what was booked on it. */
export function HolidayForm({ now }: { now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const [draft, setDraft] = useState<Holiday>({ day: addDays(dayOf(now), 1), kind: 'rest', name: '' })
  const [saved, setSaved] = useState<CallOutcome<HolidayEffect>>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setSaved(await useHolidays.getState().save({ ...draft, name: draft.name.trim() }))
    setBusy(false)
  }
  const change = (next: Partial<Holiday>) => {
    setDraft({ ...draft, ...next })
    setSaved(undefined)
  }
  const shown = sayDay(words, draft.day, now)
  const left = saved?.state === 'done' && saved.answer.sessions > 0 ? saved.answer : undefined
  return (
    <View className="card stack">
      <Picker mode="date" value={draft.day} start={dayOf(now)} onChange={({ detail }) => change({ day: detail.value })}>
        <View
          className="tap field wrap"
          hoverClass="pressed"
          {...aria({ role: 'button', label: `${t('day.which')}，${shown}` })}
        >
          <Text className="soft">{t('day.which')}</Text>
          <Text className="grow end">{shown}</Text>
        </View>
      </Picker>
      <Segments
        label={t('holiday.kind')}
        options={[
          { key: 'rest', name: t('holiday.rest') },
          { key: 'work', name: t('holiday.work') },
        ]}
        on={draft.kind}
        onChoose={(kind) => change({ kind })}
      />
      <TextField
        label={t('holiday.name')}
        value={draft.name}
        maxLength={HOLIDAY_NAME_MOST}
        onChange={(name) => change({ name })}
      />
      <ErrorText text={sayOutcome(words, saved)} />
      {saved?.state === 'done' && (
        <Text className="good" {...aria({ role: 'status' })}>
          {t('holiday.saved')}
        </Text>
      )}
      {left && <Text className="red">{t('holiday.left', { sessions: left.sessions, bookings: left.bookings })}</Text>}
      <Button busy={busy} disabled={!draft.name.trim()} onTap={save}>
        {t('holiday.save')}
      </Button>
    </View>
  )
}
