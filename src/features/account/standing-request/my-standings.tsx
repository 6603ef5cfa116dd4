import type { StandingRequest } from '@core/account/standing-request'
import { dayOf, type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayDay, sayMoment } from '@/words/time-text'
import { type KnownStandings, useMyStandings } from './store'

type Props = { known: KnownStandings; now: Instant; onChanged: () => void }

/** What I am registered as, and where my requests stand. */
export function MyStandings({ known: { standings, requests }, now, onChanged }: Props) {
  const words = useResidentWords()
  const { t } = words
  // What was given is among the standings, or has ended.
  const shown = requests.flatMap(({ outcome, ...request }) =>
    outcome === 'given' ? [] : [{ ...request, state: outcome ?? ('waiting' as const) }],
  )
  return (
    <>
      {standings.length === 0 && shown.length === 0 && <EmptyState text={t('my-standing.none')} />}
      {standings.map(({ kind, since, until }) => (
        <View key={kind} className="card tight">
          <Text className="heading">{t(`my-standing.${kind}`)}</Text>
          <Text className="good">{t('my-standing.given')}</Text>
          <Text className="small soft">
            {[
              t('my-standing.since', { day: sayDay(words, dayOf(instant(since)), now) }),
              until && t('my-standing.holds-to', { day: sayDay(words, until, now) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </View>
      ))}
      {shown.map((request) => (
        <OwnRequest key={request.id} request={request} now={now} onChanged={onChanged} />
      ))}
    </>
  )
}

type Shown = Omit<StandingRequest, 'outcome'> & { state: 'waiting' | 'refused' | 'lapsed' }

/** One request; while it waits it can be withdrawn: the first tap asks, the second does it. */
function OwnRequest({ request, now, onChanged }: { request: Shown; now: Instant; onChanged: () => void }) {
  const words = useResidentWords()
  const { t } = words
  const { id, kind, askedAt, state, words: why } = request
  const [asked, setAsked] = useState(false)
  const [ended, setEnded] = useState<CallOutcome>()
  const name = t(`my-standing.${kind}`)
  const withdraw = async () => {
    const done = await useMyStandings.getState().withdraw(id)
    setEnded(done)
    if (done.state !== 'no-signal') onChanged()
  }
  return (
    <View className="card tight">
      <Text className="heading">{name}</Text>
      <Text>{t(`my-standing.is-${state}`)}</Text>
      {why && <Text>{t('my-standing.why', { words: why })}</Text>}
      <Text className="small soft">{t('my-standing.asked-at', { at: sayMoment(words, instant(askedAt), now) })}</Text>
      <ErrorText text={sayOutcome(words, ended)} />
      {state === 'waiting' && (
        <Button quiet of={name} onTap={() => (asked ? withdraw() : setAsked(true))}>
          {t(asked ? 'my-standing.withdraw-sure' : 'my-standing.withdraw')}
        </Button>
      )}
    </View>
  )
}
