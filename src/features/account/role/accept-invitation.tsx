import { mayAnywhere } from '@core/account/role'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { go, goInstead, goToMine } from '@/platform/app/navigation'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'
import { OfferedRole } from './offered-role'
import { acceptInvitation, type RoleInvitation as Offered, previewInvitation } from './store'

const managerHome = () => goInstead('/manager/pages/today/index')
const agenda = () => go('/pages/agenda/index')
const household = () => go('/resident/pages/household/index')

/** Invitation to a role or a standing as seen by the invitee: who invites them to what, and a button to accept. */
export function AcceptInvitation({ code, now }: { code: string; now: number }) {
  const words = useResidentWords()
  const { t } = words
  const [invitation, setInvitation] = useState<CallOutcome<Offered>>()
  const [accepted, setAccepted] = useState<CallOutcome<Offered>>()
  const [busy, setBusy] = useState(false)
  const look = () => previewInvitation(code).then(setInvitation)
  useEffect(() => {
    look()
  }, [code])
  if (!invitation) return <Skeleton count={2} label={t('loading')} />
  const accept = async () => {
    setBusy(true)
    setAccepted(await acceptInvitation(code))
    setBusy(false)
  }
  if (invitation.state !== 'done') {
    return (
      <View className="card stack">
        <ErrorText text={sayOutcome(words, invitation)} />
        {invitation.state === 'no-signal' && <Button onTap={look}>{t('offline.again')}</Button>}
        <Button quiet onTap={goToMine}>
          {t('role.mine')}
        </Button>
      </View>
    )
  }
  const { role, until } = invitation.answer
  const done = accepted?.state === 'done'
  const works = role !== undefined && mayAnywhere([role], 'look')
  return (
    <View className="card stack">
      <OfferedRole invitation={invitation.answer} done={done} />
      {done ? (
        <Button onTap={works ? managerHome : agenda}>{t(works ? 'mine.manager' : 'role.agenda')}</Button>
      ) : (
        <>
          <Text className="small soft">{t('role.until', { when: sayMoment(words, instant(until), now) })}</Text>
          <ErrorText text={sayOutcome(words, accepted)} />
          {accepted?.state === 'refused' && accepted.why.refusal === 'name-needed' && (
            <Button onTap={household}>{t('role.name')}</Button>
          )}
          <Button busy={busy} onTap={accept}>
            {t('role.accept')}
          </Button>
          <Button quiet onTap={goToMine}>
            {t('role.not')}
          </Button>
        </>
      )}
    </View>
  )
}
