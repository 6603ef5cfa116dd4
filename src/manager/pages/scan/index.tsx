import { Input, Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { type Scanned, useRoster } from '@/features/roster/store'
import { Verdict } from '@/features/roster/verdict'
import { named } from '@/platform/aria'
import { feel } from '@/platform/feel'
import { Scanner } from '@/platform/scanner'
import { Action } from '@/ui/action'
import { Screen } from '@/ui/screen'
import { useDeskWords } from '@/words/desk/use-desk-words'
import '@/features/roster/roster.scss'

export default function Scan() {
  const { t } = useDeskWords()
  const { session } = useRouter().params
  const scan = useRoster((state) => state.scan)
  const [scanned, setScanned] = useState<Scanned>()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  // A camera sees the same code many times a second; one answer at a time.
  const under = useRef(false)
  const check = async (pass: string) => {
    if (under.current || !pass.trim()) return
    under.current = true
    setBusy(true)
    const result = await scan(pass, session)
    setScanned(result)
    feel(result.state === 'answered' && result.answer.verdict === 'in')
    setCode('')
    setBusy(false)
    under.current = false
  }
  return (
    <Screen title={t('manager.scan')} wide>
      <View className="stack">
        {scanned && <Verdict scanned={scanned} />}
        <Scanner
          button={(does, onTap) => (
            <Action sign="scan" quiet={does === 'stop'} onTap={onTap}>
              {does === 'stop' ? t('scan.stop') : scanned ? t('scan.next') : t('scan.start')}
            </Action>
          )}
          refused={<Text className="soft">{t('scan.refused')}</Text>}
          onCode={check}
        />
        <View className="card stack">
          <Text className="heading">{t('scan.typed')}</Text>
          <View className="field">
            <Input
              className="input figure"
              type="text"
              value={code}
              maxlength={600}
              placeholder={t('scan.figures')}
              confirmType="done"
              onInput={({ detail }) => setCode(detail.value)}
              onConfirm={() => check(code)}
              {...named(t('scan.figures'))}
            />
          </View>
          <Action quiet busy={busy} off={!code.trim()} onTap={() => check(code)}>
            {t('scan.check')}
          </Action>
        </View>
      </View>
    </Screen>
  )
}
