import { Text } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type SaveResult, saveToAlbum } from '@/platform/pictures/album'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Saves a code's picture to the photo album. Without that permission, a long press on the picture does it. */
export function SaveToAlbumButton({ src }: { src: string }) {
  const { t } = useManagerWords()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<SaveResult>()
  if (!saveToAlbum) return null
  const save = async () => {
    setBusy(true)
    setResult(await saveToAlbum?.(src))
    setBusy(false)
  }
  return (
    <>
      <Button busy={busy} onTap={save}>
        {t('poster.keep')}
      </Button>
      {result === 'saved' && (
        <Text className="good" {...aria({ role: 'status' })}>
          {t('poster.kept')}
        </Text>
      )}
      <ErrorText text={result === 'refused' ? t('poster.refused') : result === 'failed' ? t('poster.failed') : ''} />
      {result === 'refused' && <PermissionSettings permission="album" onAllowed={save} />}
    </>
  )
}
