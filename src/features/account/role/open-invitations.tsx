import type { Role } from '@core/account/role'
import { sayTitle } from '@core/account/role-words'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { type NewInvitation, type OpenInvitation, useRoles } from './store'

type Props = {
  open: readonly OpenInvitation[]
  now: number
  placeOf: (role: Role) => string
  onShow: (invited: NewInvitation) => void
  onWithdrawn: () => void
}

/** Open invitations. One made on this phone can be shown again; any of them can be withdrawn. */
export function OpenInvitations({ open, now, placeOf, onShow, onWithdrawn }: Props) {
  const words = useManagerWords()
  const { t, language } = words
  const made = useRoles((state) => state.madeInvitations)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const withdraw = async (id: string) => {
    setOutcome(await useRoles.getState().withdraw(id))
    onWithdrawn()
  }
  return (
    <View className="stack">
      <Text className="heading">{t('people.open')}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <ShowMoreList items={open} className="card">
        {({ id, role, by, until }) => {
          const mine = made[id]
          const title = [placeOf(role), sayTitle(language, role.role)].filter(Boolean).join(' · ')
          const about = t('people.until', { when: sayMoment(words, instant(until), now), by })
          return (
            <View key={id} className="line wrap">
              <View className="grow tight">
                <Text>{title}</Text>
                <Text className="small soft">{about}</Text>
              </View>
              {mine && (
                <Button quiet slim of={`${title}，${about}`} onTap={() => onShow(mine)}>
                  {t('people.show')}
                </Button>
              )}
              <Button quiet slim of={`${title}，${about}`} onTap={() => withdraw(id)}>
                {t('people.withdraw')}
              </Button>
            </View>
          )
        }}
      </ShowMoreList>
    </View>
  )
}
