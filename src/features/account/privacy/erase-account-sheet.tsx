import type { Me } from '@core/contract/rows/account'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { eraseMe, unsentOf } from './erase-account'

type Props = { me: Me; onClose: () => void; onErased: () => void }

/** Asks twice: what goes and what stays, and then whether they are sure. */
export function EraseSheet({ me: { person, people }, onClose, onErased }: Props) {
  const words = useMoreWords()
  const { t } = words
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const namesOf = (shared: boolean) =>
    people
      .filter((one) => !!one.shared === shared)
      .map(({ name }) => name)
      .join(t('list.comma'))
  const [alone, shared] = [namesOf(false), namesOf(true)]
  const erase = async () => {
    const unsent = unsentOf(person.id)
    if (unsent > 0) return setSaid(t('erase.unsent', { count: unsent }))
    setBusy(true)
    const erased = await eraseMe(person.id)
    setBusy(false)
    if (erased.state === 'done') return onErased()
    setSaid(sayOutcome(words, erased))
  }
  return (
    <Sheet title={t(asked ? 'erase.sure' : 'erase.title')} onClose={onClose}>
      {asked ? (
        <>
          <Text>{t('erase.last')}</Text>
          <Said text={said} />
          <Action busy={busy} onTap={erase}>
            {t('erase.do')}
          </Action>
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
          <Action onTap={() => setAsked(true)}>{t('erase.go-on')}</Action>
        </>
      )}
      <Action quiet onTap={onClose}>
        {t('erase.not')}
      </Action>
    </Sheet>
  )
}
