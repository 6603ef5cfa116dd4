import type { Role } from '@core/account/role'
import { sayTitle } from '@core/account/role-words'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Some } from '@/ui/feedback/show-more-list'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { type Invited, type Open, useRoles } from './store'

type Props = {
  open: readonly Open[]
  now: number
  placeOf: (role: Role) => string
  onShow: (invited: Invited) => void
  onWithdrawn: () => void
}

/** What has been offered and nobody has taken. One made on this phone can be shown again; each can be taken back. */
export function OpenList({ open, now, placeOf, onShow, onWithdrawn }: Props) {
  const words = useDeskWords()
  const { t, language } = words
  const made = useRoles((state) => state.made)
  const [outcome, setOutcome] = useState<Settled>()
  const withdraw = async (id: string) => {
    setOutcome(await useRoles.getState().withdraw(id))
    onWithdrawn()
  }
  return (
    <View className="stack">
      <Text className="heading">{t('people.open')}</Text>
      <Said text={sayOutcome(words, outcome)} />
      <Some of={open} className="card">
        {({ id, role, by, until }) => {
          const mine = made[id]
          return (
            <View key={id} className="line wrap">
              <View className="grow tight">
                <Text>{[placeOf(role), sayTitle(language, role.role)].filter(Boolean).join(' · ')}</Text>
                <Text className="small soft">
                  {t('people.until', { when: sayMoment(words, instant(until), now), by })}
                </Text>
              </View>
              {mine && (
                <Action quiet slim onTap={() => onShow(mine)}>
                  {t('people.show')}
                </Action>
              )}
              <Action quiet slim onTap={() => withdraw(id)}>
                {t('people.withdraw')}
              </Action>
            </View>
          )
        }}
      </Some>
    </View>
  )
}
