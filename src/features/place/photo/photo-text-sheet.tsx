import { ALT_MOST } from '@core/place/photo-upload'
import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'

type Props = {
  /** A picture that was just chosen. */
  shown: string | undefined
  alt: string
  onClose: () => void
  onSave: (alt: string) => Promise<CallOutcome | undefined>
}

/** What a photograph shows, in words: for people who cannot see it, and while it is loading. */
export function PhotoTextSheet({ shown, alt, onClose, onSave }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [text, setText] = useState(alt)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const save = async () => {
    setBusy(true)
    setOutcome(await onSave(text.trim()))
    setBusy(false)
  }
  return (
    <BottomSheet title={shown ? t('photo.add') : t('photo.text')} onClose={onClose}>
      {shown && (
        <View className="photo chosen">
          <Image className="photo-image" src={shown} mode="aspectFill" {...aria({ hidden: true })} />
        </View>
      )}
      <SuggestedField
        label={t('photo.alt')}
        hint={t('photo.alt-what')}
        value={text}
        maxLength={ALT_MOST}
        suggestions={[t('photo.alt-door'), t('photo.alt-hall'), t('photo.alt-room')]}
        onChange={setText}
      />
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} disabled={!text.trim()} onTap={save}>
        {shown ? t('photo.send') : t('photo.save')}
      </Button>
    </BottomSheet>
  )
}
