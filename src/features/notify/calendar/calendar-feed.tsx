import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { addressOf } from '@/platform/network/address'
import { cloud } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'
import { CopyButton } from '@/ui/actions/copy-button'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'

/** A private address that a calendar can follow. It is shown once, and this phone does not keep it. */
export function CalendarFeed() {
  const words = useMoreWords()
  const { t } = words
  const [link, setLink] = useState<Settled<{ path: string }>>()
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    setLink(await settle(cloud('calendarLink', {})))
    setBusy(false)
  }
  const address = link?.state === 'done' ? addressOf(link.answer.path) : undefined
  return (
    <View className="card stack">
      <Text className="heading">{t('calendar.feed')}</Text>
      <Text className="soft">{t('calendar.feed-what')}</Text>
      {address && (
        <>
          <Text className="small" selectable>
            {address}
          </Text>
          <CopyButton text={address}>{t('calendar.copy')}</CopyButton>
          <Text className="small soft">{t('calendar.feed-old')}</Text>
        </>
      )}
      <Said text={sayOutcome(words, link)} />
      <Action quiet busy={busy} onTap={ask}>
        {t(address ? 'calendar.feed-again' : 'calendar.feed-get')}
      </Action>
    </View>
  )
}
