import { Text } from '@tarojs/components'
import { goToLogin } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
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
