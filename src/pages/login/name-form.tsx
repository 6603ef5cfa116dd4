import { View } from '@tarojs/components'
import { useState } from 'react'
import { NAME_INPUT_MOST, sayNameFault } from '@/features/account/person/name-check'
import { useMe } from '@/features/account/person/store'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useWords } from '@/words/use-words'

/** Name form, shown at the first login through WeChat. */
export function NameForm({ id, onDone }: { id: string; onDone: () => void }) {
  const words = useWords()
  const { t } = words
  const change = useMe((state) => state.changePerson)
  const [name, setName] = useState('')
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const fault = sayNameFault(words, name)
    if (fault) return setMessage(fault)
    setBusy(true)
    const done = await change(id, { name: name.trim() })
    setBusy(false)
    if (done.state === 'done') return onDone()
    setMessage(sayOutcome(words, done))
  }
  return (
    <View className="stack">
      <TextField
        label={t('login.name')}
        hint={t('login.name-what')}
        maxLength={NAME_INPUT_MOST}
        value={name}
        onChange={setName}
      />
      <ErrorText text={message} />
      <Button busy={busy} disabled={!name.trim()} onTap={save}>
        {t('login.name-done')}
      </Button>
    </View>
  )
}
