import { Text, View } from '@tarojs/components'
import type { ComponentProps } from 'react'
import { goToLogin } from '@/platform/app/navigation'
import { HomeButton } from '@/ui/actions/home-button'
import { Button } from '@/ui/buttons/button'
import { Screen } from '@/ui/layout/screen'
import { useWords } from '@/words/use-words'
import { useMe } from './store'

/**
 * Prompt to log in, for a page that needs a login; the login page returns to it. A login that has ended is named as such,
 * because its owner did not log out; `text` says why one logs in here.
 */
export function LoginNeeded({ text, action }: { text?: string; action?: string }) {
  const { t } = useWords()
  const ended = useMe((state) => state.ended)
  return (
    <>
      <Text className="heading">{ended ? t('entry.login-ended') : (text ?? t('entry.login-first'))}</Text>
      <Button onTap={goToLogin}>{(!ended && action) || t('login.title')}</Button>
    </>
  )
}

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
