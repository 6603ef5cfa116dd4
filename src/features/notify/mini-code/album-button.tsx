import { Text } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type Kept, keepInAlbum } from '@/platform/files/album'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { useDeskWords } from '@/words/manager/use-manager-words'

/** Keeps the picture of a code in the phone’s album. Whoever does not allow it can press the picture for long. */
export function AlbumButton({ src }: { src: string }) {
  const { t } = useDeskWords()
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState<Kept>()
  if (!keepInAlbum) return null
  const keep = async () => {
    setBusy(true)
    setKept(await keepInAlbum?.(src))
    setBusy(false)
  }
  return (
    <>
      <Action busy={busy} onTap={keep}>
        {t('poster.keep')}
      </Action>
      {kept === 'saved' && (
        <Text className="good" {...aria({ role: 'status' })}>
          {t('poster.kept')}
        </Text>
      )}
      <Said text={kept === 'refused' ? t('poster.refused') : kept === 'failed' ? t('poster.failed') : ''} />
    </>
  )
}
