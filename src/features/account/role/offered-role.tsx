import { sayDepartment, sayDoes, sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useResidentWords } from '@/words/resident/use-resident-words'
import type { RoleInvitation } from './store'

/** Who invites to which role, and what it allows; `done`: it was accepted. */
export function OfferedRole({ invitation, done = false }: { invitation: RoleInvitation; done?: boolean }) {
  const { t, language } = useResidentWords()
  const { role, by } = invitation
  const place = role.role === 'department' ? sayDepartment(language, role.scope) : invitation.place
  return (
    <>
      <Text className={done ? 'good' : 'soft'}>
        {t(done ? 'role.done' : by ? 'role.invites' : 'role.invited', { by })}
      </Text>
      <Text className="title">{[place, sayTitle(language, role.role)].filter(Boolean).join(' · ')}</Text>
      <Text>{sayDoes(language, role.role)}</Text>
    </>
  )
}
