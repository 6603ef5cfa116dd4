import type { Act } from '@core/account/role'
import { View } from '@tarojs/components'
import type { ComponentProps } from 'react'
import { LoginNeeded } from '@/features/account/person/login-needed'
import { useMe } from '@/features/account/person/store'
import { goToMine } from '@/platform/app/navigation'
import { onNotFound } from '@/platform/network/cloud'
import { sync } from '@/platform/network/sync'
import { HomeButton } from '@/ui/actions/home-button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Screen } from '@/ui/layout/screen'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { useMay } from './use-may'

// A 404 may mean that a role has ended: reload my roles.
onNotFound(() => void sync())

type Props = ComponentProps<typeof Screen> & {
  /** The permission this page needs, … */
  act: Act
  /** … and the station it is needed at, if the page is about one. */
  station?: string | undefined
}

/** Screen that requires a permission. Without it, or after losing it, an explanation is shown instead. */
export function ManagerScreen({ act, station, children, ...screen }: Props) {
  const { t } = useManagerWords()
  const known = useMe(({ me }) => !!me)
  const allowed = useMay(act, station)
  if (known && allowed) return <Screen {...screen}>{children}</Screen>
  return (
    <Screen title={screen.title}>
      {known ? (
        <EmptyState text={t('manager.not-yours')} action={t('people.mine')} onTap={goToMine} />
      ) : (
        <View className="stack">
          <HomeButton />
          <LoginNeeded text={t('manager.login-first')} />
        </View>
      )}
    </Screen>
  )
}
