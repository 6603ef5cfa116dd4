import type { Instant } from '@core/base/time'
import { REASON_WORDS, type StationRequest } from '@core/place/station-change'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { RequestState } from './request-state'
import { useStationRequests } from './store'

type Props = { request: StationRequest; name: string; now: Instant; metres: number | undefined }

/** A request that waits, to accept, or to refuse with a reason. */
export function AnswerRequest({ request, name, now, metres }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { answer } = useStationRequests.getState()
  const [refusing, setRefusing] = useState(false)
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState<'yes' | 'no'>()
  const [outcome, setOutcome] = useState<CallOutcome>()
  const send = async (how: 'yes' | 'no') => {
    setBusy(how)
    const answered = await answer(request.id, how === 'no' ? why.trim() : undefined)
    setBusy(undefined)
    setOutcome(answered)
  }
  return (
    <View className="card stack">
      <Text className="heading">{name}</Text>
      <RequestState request={request} now={now} metres={metres} />
      {refusing && (
        <SuggestedField
          multiline
          label={t('wish.why')}
          hint={t('wish.why-what')}
          value={why}
          maxLength={REASON_WORDS}
          suggestions={[t('wish.why-same'), t('wish.why-place')]}
          onChange={setWhy}
        />
      )}
      <ErrorText text={sayOutcome(words, outcome)} />
      <View className="row wrap">
        {!refusing && (
          <Button slim of={name} busy={busy === 'yes'} onTap={() => send('yes')}>
            {t('wish.accept')}
          </Button>
        )}
        <Button
          quiet
          slim
          of={name}
          busy={busy === 'no'}
          disabled={refusing && !why.trim()}
          onTap={() => (refusing ? send('no') : setRefusing(true))}
        >
          {t('wish.refuse')}
        </Button>
      </View>
    </View>
  )
}
