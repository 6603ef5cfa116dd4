import { View } from '@tarojs/components'
import type { ComponentProps } from 'react'
import { HomeButton } from '@/ui/actions/home-button'
import { Screen } from '@/ui/layout/screen'
import { LoginNeeded } from './login-needed'
import { useMe } from './store'

/** Screen of a page that needs a login and may be opened from outside: by a message, a code, a card, or a link. */
export function PersonalScreen({ children, ...screen }: ComponentProps<typeof Screen>) {
  const known = useMe(({ me }) => !!me)
  if (known) return <Screen {...screen}>{children}</Screen>
  return (
    <Screen title={screen.title}>
      <View className="stack">
        <HomeButton />
        <LoginNeeded />
      </View>
    </Screen>
  )
}
