import { sayDepartment, sayDoes, sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayDay } from '@/words/time-text'
import type { RoleInvitation } from './store'

/** Who invites to which role or standing, and what it allows; `done`: it was accepted. */
export function OfferedRole({ invitation, done = false }: { invitation: RoleInvitation; done?: boolean }) {
  const words = useResidentWords()
  const { t, language } = words
  const now = useNow()
  const { role, standing, holdsTo, by } = invitation
  const place = role?.role === 'department' ? sayDepartment(language, role.scope) : invitation.place
  const named = standing && t(`my-standing.${standing}`)
  return (
    <>
      <Text className={done ? 'good' : 'soft'}>
        {t(done ? 'role.done' : by ? 'role.invites' : 'role.invited', { by })}
      </Text>
      <Text className="title">{[place, role && sayTitle(language, role.role), named].filter(Boolean).join(' · ')}</Text>
      {role && <Text>{sayDoes(language, role.role)}</Text>}
      {named && <Text>{t('my-standing.does', { standing: named })}</Text>}
      {holdsTo && <Text className="small soft">{t('my-standing.holds-to', { day: sayDay(words, holdsTo, now) })}</Text>}
    </>
  )
}
