import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { addressOf } from '@/platform/address'
import { cloud } from '@/platform/cloud'
import { type Settled, settle } from '@/platform/settle'
import { Action } from '@/ui/action'
import { CopyButton } from '@/ui/copy-button'
import { Said } from '@/ui/said'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'

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
