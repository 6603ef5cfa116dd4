import type { GivenStanding, OpenStandingInvitation } from '@core/account/standing-list'
import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay, sayMoment } from '@/words/time-text'
import { useStandings } from './store'

type Props = { kind: GivenStanding; open: readonly OpenStandingInvitation[]; now: Instant }

/** Invitations to a standing that nobody has accepted; any of them can be withdrawn. */
export function OpenStandingInvitations({ kind, open, now }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [outcome, setOutcome] = useState<CallOutcome>()
  const withdraw = async (id: string) => setOutcome(await useStandings.getState().withdraw(kind, id))
  if (open.length === 0) return null
  return (
    <View className="stack">
      <Text className="heading">{t('people.open')}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <ShowMoreList items={open} className="card">
        {({ id, by, until, holdsTo }) => {
          const about = t('people.until', { when: sayMoment(words, instant(until), now), by })
          return (
            <View key={id} className="line wrap">
              <View className="grow tight">
                <Text>{about}</Text>
                {holdsTo && (
                  <Text className="small soft">{t('standing.holds-to', { day: sayDay(words, holdsTo, now) })}</Text>
                )}
              </View>
              <Button quiet slim of={about} onTap={() => withdraw(id)}>
                {t('people.withdraw')}
              </Button>
            </View>
          )
        }}
      </ShowMoreList>
    </View>
  )
}
