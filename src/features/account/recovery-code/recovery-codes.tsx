import { formatRecoveryCode } from '@core/account/code/recovery-code'
import { Text, View } from '@tarojs/components'
import { print } from '@/platform/files/print'
import { CopyButton } from '@/ui/actions/copy-button'
import { Button } from '@/ui/buttons/button'
import { useResidentWords } from '@/words/resident/use-resident-words'
import './recovery-code.scss'

type Props = { codes: readonly string[]; onDone: () => void }

/** Recovery codes, shown once: to be printed, copied or written down. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const { t } = useResidentWords()
  const shown = codes.map(formatRecoveryCode)
  return (
    <View className="card stack printed">
      <Text className="heading printed">{t('recovery.keep')}</Text>
      <Text>{t('recovery.keep-what')}</Text>
      <View className="recovery-codes printed">
        {shown.map((code) => (
          <Text key={code} className="figure" userSelect>
            {code}
          </Text>
        ))}
      </View>
      {print && (
        <Button quiet onTap={print}>
          {t('recovery.print')}
        </Button>
      )}
      <CopyButton text={shown.join('\n')}>{t('recovery.copy')}</CopyButton>
      <Button onTap={onDone}>{t('recovery.kept')}</Button>
    </View>
  )
}
