import type { Act } from '@core/account/role'
import Taro from '@tarojs/taro'
import type { ComponentProps } from 'react'
import { useMe } from '@/features/account/person/store'
import { onNotFound } from '@/platform/network/cloud'
import { sync } from '@/platform/network/sync'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Screen } from '@/ui/layout/screen'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { useMay } from './use-may'

// What is not mine any more is not there: then I ask what I am.
onNotFound(() => void sync())

const login = () => Taro.navigateTo({ url: '/pages/login/index' })
const mine = () => Taro.switchTab({ url: '/pages/mine/index' })

type Props = ComponentProps<typeof Screen> & {
  /** What is done on this page, … */
  act: Act
  /** … and at which station, where it is of one. */
  station?: string | undefined
}

/** A page of the desk, for who may do what it is for. Whose role was taken away meanwhile is told so in its place. */
export function ManagerScreen({ act, station, children, ...screen }: Props) {
  const { t } = useManagerWords()
  const known = useMe(({ me }) => !!me)
  const allowed = useMay(act, station)
  if (known && allowed) return <Screen {...screen}>{children}</Screen>
  return (
    <Screen title={screen.title}>
      {known ? (
        <EmptyState text={t('manager.not-yours')} action={t('people.mine')} onTap={mine} />
      ) : (
        <EmptyState text={t('manager.login-first')} action={t('login.title')} onTap={login} />
      )}
    </Screen>
  )
}
