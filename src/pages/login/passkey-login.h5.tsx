import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { LoginAs } from '@/features/account/person/store'
import { choosePasskey, hasPasskeys } from '@/platform/device/webauthn'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { sayOutcome } from '@/words/outcome-text'
import { useWords } from '@/words/use-words'

type Props = { quiet: boolean; busy: boolean; onChosen: (as: LoginAs) => void; onFailed: (message: string) => void }

/** Login with a passkey: the browser lists those of this address, so nobody types a name. */
export function PasskeyLogin({ quiet, busy, onChosen, onFailed }: Props) {
  const words = useWords()
  const { t } = words
  const [asking, setAsking] = useState(false)
  if (!hasPasskeys()) return null
  const choose = async () => {
    const options = await toOutcome(cloud('loginOptions', {}))
    if (options.state !== 'done') return onFailed(sayOutcome(words, options))
    const passkey = await choosePasskey(options.answer)
    if (typeof passkey === 'string') return onFailed(t('login.no-passkey'))
    onChosen({ passkey })
  }
  return (
    <>
      <Button
        quiet={quiet}
        busy={busy || asking}
        onTap={() => {
          setAsking(true)
          choose().finally(() => setAsking(false))
        }}
      >
        {t('login.passkey')}
      </Button>
      <Text className="soft">{t('login.passkey-what')}</Text>
    </>
  )
}
