import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { DeskCode } from '@/features/account/login/login-code'
import { useDesk } from '@/features/account/login/login-code-store'
import { DeskUsed } from '@/features/account/login/login-code-used'
import { useDeskCode } from '@/features/account/login/use-login-code'
import { useMe } from '@/features/account/person/store'
import { addressOf } from '@/platform/network/address'
import { Action } from '@/ui/buttons/button'
import { Asking } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useMoreWords } from '@/words/resident/use-resident-words'

/** As one types it. */
const address = (): string => addressOf('').replace(/^https:\/\//, '')

const leave = () => {
  useDesk.getState().clear()
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else Taro.switchTab({ url: '/pages/mine/index' })
}

function Shown() {
  const { t } = useMoreWords()
  const { made, fate, left, asked, again } = useDeskCode()
  if (!made || !fate || asked?.state === 'refused') return <Asking loaded={asked} onAgain={again} />
  if (fate.state === 'used') return <DeskUsed login={fate.login} onDone={leave} onAgain={again} />
  if (fate.state === 'shown' && left > 0) {
    return (
      <>
        <View className="card stack">
          <Text>{t('desk.step-1', { address: address() })}</Text>
          <Text>{t('desk.step-2')}</Text>
          <Text>{t('desk.step-3')}</Text>
        </View>
        <DeskCode code={made.code} left={left} />
        <Text>{t('desk.only')}</Text>
      </>
    )
  }
  return (
    <View className="card stack">
      <Text className="heading">{t(fate.state === 'replaced' ? 'desk.replaced' : 'desk.over')}</Text>
      <Action onTap={again}>{t('desk.again')}</Action>
    </View>
  )
}

/** On the phone of somebody who is logged in: the code that logs them in at a computer. */
export default function DeskPage() {
  const { t } = useMoreWords()
  const known = useMe(({ me }) => !!me)
  return (
    <Screen title={t('desk.bar')}>
      <View className="stack">
        {known ? (
          <Shown />
        ) : (
          <>
            <Text className="heading">{t('desk.login-first')}</Text>
            <Action onTap={() => Taro.navigateTo({ url: '/pages/login/index' })}>{t('login.title')}</Action>
          </>
        )}
      </View>
    </Screen>
  )
}
