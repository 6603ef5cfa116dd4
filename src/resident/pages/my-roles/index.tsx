import { sayPlace } from '@core/account/role-words'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useMe } from '@/features/account/person/store'
import { Offer } from '@/features/account/role/accept-invitation'
import { MyRoles } from '@/features/account/role/my-roles'
import { usePack } from '@/features/place/station/store'
import { useTold } from '@/platform/app/page-entry'
import { WayHome } from '@/ui/actions/home-button'
import { Action } from '@/ui/buttons/button'
import { Empty } from '@/ui/feedback/empty-state'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useMoreWords } from '@/words/resident/use-resident-words'

const login = () => Taro.navigateTo({ url: '/pages/login/index' })

/** Opened by an invitation: who invites me to what. Otherwise: what I am. */
export default function RolePage() {
  const { t, language } = useMoreWords()
  const now = useNow()
  const { scene } = useRouter().params
  // A code that cannot be read is one all the same, and told so.
  const code = useTold('role') ?? scene
  const me = useMe((state) => state.me)
  const pack = usePack((state) => state.pack)
  return (
    <Screen title={t(code ? 'role.title' : 'role.mine-title')}>
      <View className="stack">
        <WayHome />
        {!me && (
          <>
            <Text className="heading">{t(code ? 'role.login-first' : 'role.login-mine')}</Text>
            <Action onTap={login}>{t('login.title')}</Action>
          </>
        )}
        {me && code && <Offer code={code} now={now} />}
        {me && !code && me.roles.length === 0 && <Empty text={t('role.none')} />}
        {me && !code && (
          <MyRoles person={me.person.id} roles={me.roles} placeOf={(role) => sayPlace(language, role, pack)} />
        )}
      </View>
    </Screen>
  )
}
