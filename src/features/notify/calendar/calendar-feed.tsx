import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { absoluteUrl } from '@/platform/network/address'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { CopyButton } from '@/ui/actions/copy-button'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** Calendar feed: a private URL. Shown once and not stored on this phone. */
export function CalendarFeed() {
  const words = useResidentWords()
  const { t } = words
  const [link, setLink] = useState<CallOutcome<{ path: string }>>()
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    setLink(await toOutcome(cloud('calendarLink', {})))
    setBusy(false)
  }
  const address = link?.state === 'done' ? absoluteUrl(link.answer.path) : undefined
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
      <ErrorText text={sayOutcome(words, link)} />
      <Button quiet busy={busy} onTap={ask}>
        {t(address ? 'calendar.feed-again' : 'calendar.feed-get')}
      </Button>
    </View>
  )
}
