import { mayAnywhere } from '@core/account/role'
import { sayPlace } from '@core/account/role-words'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { LoginNeeded } from '@/features/account/person/login-needed'
import { useMe } from '@/features/account/person/store'
import { RecoveryCodes } from '@/features/account/recovery-code/recovery-codes'
import { AcceptInvitation } from '@/features/account/role/accept-invitation'
import { MyRoles } from '@/features/account/role/my-roles'
import { usePack } from '@/features/place/station/store'
import { goHome, goInstead } from '@/platform/app/navigation'
import { usePageParam } from '@/platform/app/page-entry'
import { HomeButton } from '@/ui/actions/home-button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { canJoin, JoinInvitation } from './join-invitation'

/** Role page: an invitation if opened by one, else my roles. Somebody without a login joins here, in a browser. */
export default function RolePage() {
  const { t, language } = useResidentWords()
  const now = useNow()
  const { scene } = useRouter().params
  // A malformed code still counts as an invitation, so that the page can say it is invalid.
  const code = usePageParam('role') ?? scene
  const me = useMe((state) => state.me)
  const pack = usePack((state) => state.pack)
  /** Somebody new is joining: they have a login before their codes are shown. */
  const [joining, setJoining] = useState(false)
  const [codes, setCodes] = useState<string[]>()
  if (codes) {
    const works = mayAnywhere(me?.roles ?? [], 'look')
    return (
      <Screen title={t('role.title')} className="printing">
        <View className="stack">
          <RecoveryCodes codes={codes} onDone={works ? () => goInstead('/manager/pages/today/index') : goHome} />
        </View>
      </Screen>
    )
  }
  const joins = canJoin && code && (!me || joining)
  return (
    <Screen title={t(code ? 'role.title' : 'role.mine-title')}>
      <View className="stack">
        <HomeButton />
        {joins && <JoinInvitation code={code} now={now} onBusy={setJoining} onJoined={setCodes} />}
        {!me && !joins && <LoginNeeded text={t(code ? 'role.login-first' : 'role.login-mine')} />}
        {me && code && !joins && <AcceptInvitation code={code} now={now} />}
        {me && !code && me.roles.length === 0 && <EmptyState text={t('role.none')} />}
        {me && !code && (
          <MyRoles person={me.person.id} roles={me.roles} placeOf={(role) => sayPlace(language, role, pack)} />
        )}
      </View>
    </Screen>
  )
}
