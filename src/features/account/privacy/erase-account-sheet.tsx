import type { Me } from '@core/contract/endpoints/account/person'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { countUnsentScans, eraseAccount } from './erase-account'

type Props = { me: Me; onClose: () => void; onErased: () => void }

/** Two-step confirmation: first what is erased and what stays, then "are you sure". */
export function EraseAccountSheet({ me: { person, people }, onClose, onErased }: Props) {
  const words = useResidentWords()
  const { t } = words
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const namesOf = (shared: boolean) =>
    people
      .filter((one) => !!one.shared === shared)
      .map(({ name }) => name)
      .join(t('list.comma'))
  const [alone, shared] = [namesOf(false), namesOf(true)]
  const erase = async () => {
    const unsent = countUnsentScans(person.id)
    if (unsent > 0) return setMessage(t('erase.unsent', { count: unsent }))
    setBusy(true)
    const erased = await eraseAccount(person.id)
    setBusy(false)
    if (erased.state === 'done') return onErased()
    setMessage(sayOutcome(words, erased))
  }
  return (
    <BottomSheet title={t(asked ? 'erase.sure' : 'erase.title')} onClose={onClose}>
      {asked ? (
        <>
          <Text>{t('erase.last')}</Text>
          <ErrorText text={message} />
          <Button busy={busy} onTap={erase}>
            {t('erase.do')}
          </Button>
        </>
      ) : (
        <>
          <View className="tight">
            <Text className="heading">{t('erase.goes')}</Text>
            <Text>{alone ? t('erase.names-with', { names: alone }) : t('erase.names')}</Text>
            <Text>{t('erase.ahead')}</Text>
            <Text>{t('erase.rest')}</Text>
            <Text>{t('erase.phone')}</Text>
          </View>
          <View className="tight">
            <Text className="heading">{t('erase.stays')}</Text>
            <Text>{t('erase.past')}</Text>
            {shared && <Text>{t('erase.shared', { names: shared })}</Text>}
          </View>
          <Button onTap={() => setAsked(true)}>{t('erase.go-on')}</Button>
        </>
      )}
      <Button quiet onTap={onClose}>
        {t('erase.not')}
      </Button>
    </BottomSheet>
  )
}
