import { parseLoginCode } from '@core/account/code/login-code'
import { parseRecoveryCode } from '@core/account/code/recovery-code'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { Scanner } from '@/platform/device/scanner'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** Longer than a code, to leave room for typed spaces. */
const MAX_TYPED_LENGTH = 40

/** A login code, or a recovery code, which is longer. */
export type TypedCode = { desk: string } | { recovery: string }

function parse(text: string): TypedCode | undefined {
  const desk = parseLoginCode(text)
  if (desk) return { desk }
  const recovery = parseRecoveryCode(text)
  return recovery ? { recovery } : undefined
}

type Props = {
  busy: boolean
  /** Why the last attempt was refused. */
  refused: string
  onCode: (code: TypedCode) => void
}

/** Form for the login code shown on the user's phone, scanned by the camera or typed, or for a recovery code. */
export function LoginCodeForm({ busy, refused, onCode }: Props) {
  const { t } = useResidentWords()
  const [text, setText] = useState('')
  const [message, setMessage] = useState('')
  const enter = (code: TypedCode | undefined, otherwise: string) => {
    if (busy) return
    setMessage(code ? '' : otherwise)
    if (code) onCode(code)
  }
  const typed = () => enter(parse(text), t('at-desk.short'))
  return (
    <>
      <TextField
        label={t('at-desk.label')}
        hint={t('at-desk.hint')}
        value={text}
        maxLength={MAX_TYPED_LENGTH}
        onChange={setText}
        onDone={typed}
      />
      <ErrorText text={message || refused} />
      <Button busy={busy} onTap={typed}>
        {t('login.title')}
      </Button>
      <Scanner
        button={(does, onTap) => (
          <Button quiet icon="scan" onTap={onTap}>
            {t(`at-desk.${does}`)}
          </Button>
        )}
        refused={
          <>
            <Text className="soft">{t('at-desk.no-camera')}</Text>
            <PermissionSettings permission="camera" />
          </>
        }
        label={t('at-desk.camera')}
        onCode={(read) => enter(parse(read), t('at-desk.other'))}
      />
    </>
  )
}
