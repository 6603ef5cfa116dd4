import { sayPlace } from '@core/role-words'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useMe } from '@/features/person/store'
import { MyRoles } from '@/features/role/my-roles'
import { Offer } from '@/features/role/offer'
import { usePack } from '@/features/station/store'
import { useTold } from '@/platform/opened'
import { Action } from '@/ui/action'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'
import { useNow } from '@/ui/use-now'
import { WayHome } from '@/ui/way-home'
import { useMoreWords } from '@/words/more/use-more-words'

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
