import type { StationPhoto } from '@core/place/photo'
import { PHOTOS_MOST } from '@core/place/photo-upload'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { type ChosenPicture, choosePicture } from '@/platform/pictures/chosen-picture'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayChoice } from './choice-text'
import { PhotoImage } from './photo-image'
import { PhotoTextSheet } from './photo-text-sheet'
import { addPhoto, arrangePhotos } from './store'

type Props = {
  station: string
  photos: readonly StationPhoto[]
  revision: number
  onChanged: (changed: { photos: StationPhoto[]; revision: number }) => void
  /** Somebody else has changed the station: it is loaded again. */
  onStale: () => void
}
type Editing = { picture: ChosenPicture } | { photo: StationPhoto }

/** The photographs of a station: added, described, put in order, removed. The first one is in the list of stations. */
export function PhotoEditor({ station, photos, revision, onChanged, onStale }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [editing, setEditing] = useState<Editing>()
  const [busy, setBusy] = useState('')
  const [message, setMessage] = useState('')
  const tell = (outcome: CallOutcome<{ photos: StationPhoto[]; revision: number }>) => {
    setBusy('')
    setMessage(sayOutcome(words, outcome))
    if (outcome.state === 'done') onChanged(outcome.answer)
    if (outcome.state === 'refused' && outcome.why.refusal === 'station-changed') onStale()
    return outcome
  }
  const arrange = async (name: string, next: readonly Pick<StationPhoto, 'name' | 'alt'>[]) => {
    setBusy(name)
    return tell(await arrangePhotos(station, revision, next))
  }
  const choose = async () => {
    setMessage('')
    const chosen = await choosePicture()
    if (typeof chosen === 'object') setEditing({ picture: chosen })
    else setMessage(sayChoice(t, chosen))
  }
  const save = async (alt: string) => {
    if (!editing) return undefined
    const outcome =
      'picture' in editing
        ? tell(await addPhoto(station, editing.picture, alt))
        : await arrange(
            editing.photo.name,
            photos.map((photo) => (photo.name === editing.photo.name ? { ...photo, alt } : photo)),
          )
    if (outcome.state === 'done') setEditing(undefined)
    return outcome
  }
  return (
    <View className="stack">
      <Text className="heading">{t('photo.title')}</Text>
      <Text className="small soft">{t('photo.what', { most: PHOTOS_MOST })}</Text>
      {photos.map((photo, at) => (
        <View key={photo.name} className="card row">
          <PhotoImage photo={photo} size="thumb" silent />
          <View className="grow tight">
            <Text>{photo.alt}</Text>
            <View className="row wrap">
              <Button quiet slim of={photo.alt} onTap={() => setEditing({ photo })}>
                {t('photo.text')}
              </Button>
              {at > 0 && (
                <Button
                  quiet
                  slim
                  busy={busy === photo.name}
                  of={photo.alt}
                  onTap={() => arrange(photo.name, [photo, ...photos.filter((one) => one !== photo)])}
                >
                  {t('photo.first')}
                </Button>
              )}
              <Button
                quiet
                slim
                of={photo.alt}
                onTap={() =>
                  arrange(
                    photo.name,
                    photos.filter((one) => one !== photo),
                  )
                }
              >
                {t('photo.remove')}
              </Button>
            </View>
          </View>
        </View>
      ))}
      <ErrorText text={message} />
      {photos.length < PHOTOS_MOST && (
        <Button quiet onTap={choose}>
          {t('photo.add')}
        </Button>
      )}
      {editing && (
        <PhotoTextSheet
          shown={'picture' in editing ? editing.picture.shown : undefined}
          alt={'photo' in editing ? editing.photo.alt : ''}
          onClose={() => setEditing(undefined)}
          onSave={save}
        />
      )}
    </View>
  )
}
