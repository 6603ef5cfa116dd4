import type { Role } from '@core/account/role'
import { sayTitle } from '@core/account/role-words'
import { type Instant, instant } from '@core/base/time'
import type { ListedInvitee } from '@core/district/invitee'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { type MadeInvitation, useInvitees } from './store'

type Props = {
  now: Instant
  placeOf: (role: Role) => string
  onMade: (invitation: MadeInvitation) => void
}

/** People whom a workbook names for roles, and a button to make each an invitation to print or to send. */
export function InviteeList({ now, placeOf, onMade }: Props) {
  const words = useManagerWords()
  const { t, language } = words
  const listed = useInvitees((state) => state.listed)
  const [busy, setBusy] = useState<string>()
  const [outcome, setOutcome] = useState<CallOutcome>()
  if (!listed?.count) return null
  const { invitees, count } = listed
  const make = async (id: string) => {
    setBusy(id)
    const made = await useInvitees.getState().invite(id)
    setBusy(undefined)
    setOutcome(made)
    if (made.state === 'done') onMade(made.answer)
  }
  const aboutOf = ({ role, phone, invitedAt }: ListedInvitee): string =>
    [
      [placeOf(role), sayTitle(language, role.role)].filter(Boolean).join(' '),
      phone,
      invitedAt && t('invitee.invited', { when: sayMoment(words, instant(invitedAt), now) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <View className="stack">
      <Text className="heading">{t('invitee.title', { count })}</Text>
      <Text className="small soft">{t('invitee.what')}</Text>
      {count > invitees.length && <Text className="small soft">{t('invitee.more', { shown: invitees.length })}</Text>}
      <ErrorText text={sayOutcome(words, outcome)} />
      <ShowMoreList items={invitees} className="card">
        {(invitee) => {
          const about = aboutOf(invitee)
          return (
            <View key={invitee.id} className="line wrap">
              <View className="grow tight">
                <Text>{invitee.name}</Text>
                <Text className="small soft figure">{about}</Text>
              </View>
              <Button
                quiet
                slim
                busy={busy === invitee.id}
                of={`${invitee.name}，${about}`}
                onTap={() => make(invitee.id)}
              >
                {t(invitee.invitedAt ? 'invitee.again' : 'invitee.make')}
              </Button>
            </View>
          )
        }}
      </ShowMoreList>
    </View>
  )
}
