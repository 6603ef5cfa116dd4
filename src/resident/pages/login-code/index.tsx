import { Text, View } from '@tarojs/components'
import { LoginCode } from '@/features/account/login/login-code'
import { useLoginCodeStore } from '@/features/account/login/login-code-store'
import { LoginCodeUsed } from '@/features/account/login/login-code-used'
import { useLoginCode } from '@/features/account/login/use-login-code'
import { LoginNeeded } from '@/features/account/person/login-needed'
import { useMe } from '@/features/account/person/store'
import { goBack } from '@/platform/app/navigation'
import { absoluteUrl } from '@/platform/network/address'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** The app's address as one types it, without the scheme. */
const address = (): string => absoluteUrl('').replace(/^https:\/\//, '')

const leave = () => {
  useLoginCodeStore.getState().clear()
  goBack()
}

function Shown() {
  const { t } = useResidentWords()
  const { made, status, left, asked, again } = useLoginCode()
  if (!made || !status || asked?.state === 'refused') return <LoadingState loaded={asked} onAgain={again} />
  if (status.state === 'used') return <LoginCodeUsed login={status.login} onDone={leave} onAgain={again} />
  if (status.state === 'shown' && left > 0) {
    return (
      <>
        <View className="card stack">
          <Text>{t('desk.step-1', { address: address() })}</Text>
          <Text>{t('desk.step-2')}</Text>
          <Text>{t('desk.step-3')}</Text>
        </View>
        <LoginCode code={made.code} left={left} />
        <Text>{t('desk.only')}</Text>
      </>
    )
  }
  return (
    <View className="card stack">
      <Text className="heading">{t(status.state === 'replaced' ? 'desk.replaced' : 'desk.over')}</Text>
      <Button onTap={again}>{t('desk.again')}</Button>
    </View>
  )
}

/** Shown on a logged-in phone: the code that logs its user in on a computer. */
export default function DeskPage() {
  const { t } = useResidentWords()
  const known = useMe(({ me }) => !!me)
  return (
    <Screen title={t('desk.bar')}>
      <View className="stack">{known ? <Shown /> : <LoginNeeded text={t('desk.login-first')} />}</View>
    </Screen>
  )
}
