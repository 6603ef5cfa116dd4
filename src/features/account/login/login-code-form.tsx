import { readDesk } from '@core/account/login-code'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { Scanner } from '@/platform/device/scanner'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { useMoreWords } from '@/words/resident/use-resident-words'

/** Room for the spaces that somebody types along. */
const MOST = 30

type Props = {
  busy: boolean
  /** Why the last one was no good. */
  refused: string
  onCode: (code: string) => void
}

/** The code that one's phone shows: held before the camera, or typed. */
export function DeskForm({ busy, refused, onCode }: Props) {
  const { t } = useMoreWords()
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const enter = (code: string | undefined, otherwise: string) => {
    if (busy) return
    setSaid(code ? '' : otherwise)
    if (code) onCode(code)
  }
  const typed = () => enter(readDesk(text), t('at-desk.short'))
  return (
    <>
      <TextField
        label={t('at-desk.label')}
        hint={t('at-desk.hint')}
        value={text}
        most={MOST}
        onChange={setText}
        onDone={typed}
      />
      <Said text={said || refused} />
      <Action busy={busy} onTap={typed}>
        {t('login.title')}
      </Action>
      <Scanner
        button={(does, onTap) => (
          <Action quiet sign="scan" onTap={onTap}>
            {t(`at-desk.${does}`)}
          </Action>
        )}
        refused={<Text className="soft">{t('at-desk.no-camera')}</Text>}
        label={t('at-desk.camera')}
        onCode={(read) => enter(readDesk(read), t('at-desk.other'))}
      />
    </>
  )
}
