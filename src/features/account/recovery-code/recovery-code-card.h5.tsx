import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { RecoveryCodes } from './recovery-codes'
import { useRecoveryCodes } from './store'

/** How many recovery codes I have left, and a button to replace them all. */
export function RecoveryCodeCard() {
  const words = useResidentWords()
  const { t } = words
  const { left, codes, make, hide } = useRecoveryCodes()
  const [outcome, setOutcome] = useState<CallOutcome>()
  const [busy, setBusy] = useState(false)
  useDidShow(() => {
    useRecoveryCodes.getState().load().then(setOutcome)
  })
  if (codes) return <RecoveryCodes codes={codes} onDone={hide} />
  const renew = async () => {
    setBusy(true)
    setOutcome(await make())
    setBusy(false)
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('recovery.title')}</Text>
      <Text className="soft">{t('recovery.what')}</Text>
      {left !== undefined && <Text>{t(left ? 'recovery.left' : 'recovery.none', { left })}</Text>}
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button quiet busy={busy} onTap={renew}>
        {t(left ? 'recovery.renew' : 'recovery.make')}
      </Button>
    </View>
  )
}
