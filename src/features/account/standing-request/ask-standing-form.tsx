import type { GivenStanding } from '@core/account/standing-list'
import { CERTIFICATE_BYTES, NOTE_MOST, UNDECIDED_DAYS } from '@core/account/standing-request'
import { CHOSEN_MB_MOST } from '@core/place/photo-upload'
import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type ChosenPicture, choosePicture } from '@/platform/pictures/chosen-picture'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Segments } from '@/ui/fields/segments'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { useMyStandings } from './store'
import './certificate.scss'

type Props = {
  /** Those that can be asked for. */
  kinds: readonly GivenStanding[]
  first: GivenStanding | undefined
  onChanged: () => void
}

/** Asks for a standing: which, a picture of the certificate, a note. */
export function AskStandingForm({ kinds, first, onChanged }: Props) {
  const words = useResidentWords()
  const { t } = words
  const [chosen, setChosen] = useState(first)
  const kind = kinds.find((one) => one === chosen) ?? kinds[0]
  const [picture, setPicture] = useState<ChosenPicture>()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const choose = async () => {
    setMessage('')
    const choice = await choosePicture(CERTIFICATE_BYTES)
    if (typeof choice === 'object') setPicture(choice)
    else if (choice !== 'cancelled') setMessage(t(`my-standing.${choice}`, { megabytes: CHOSEN_MB_MOST }))
  }
  const send = async () => {
    if (!kind || !picture) return
    setBusy(true)
    const asked = await useMyStandings.getState().ask({ kind, note: note.trim(), picture: picture.page })
    setBusy(false)
    setMessage(sayOutcome(words, asked))
    if (asked.state === 'done') {
      setPicture(undefined)
      setNote('')
    }
    // Also where it was refused: an answer that got lost may have been a yes.
    if (asked.state !== 'no-signal') onChanged()
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('my-standing.ask')}</Text>
      <Segments
        label={t('my-standing.kind')}
        options={kinds.map((key) => ({ key, name: t(`my-standing.${key}`) }))}
        on={kind ?? 'veteran'}
        onChoose={setChosen}
      />
      <Text className="soft">{t('my-standing.picture-what', { days: UNDECIDED_DAYS })}</Text>
      {picture && (
        <View className="certificate" {...aria({ role: 'img', label: t('my-standing.picture') })}>
          <Image className="certificate-image" src={picture.shown} mode="aspectFit" {...aria({ hidden: true })} />
        </View>
      )}
      <Button quiet onTap={choose}>
        {t(picture ? 'my-standing.choose-other' : 'my-standing.choose')}
      </Button>
      <TextField
        multiline
        label={t('my-standing.note')}
        hint={t('my-standing.note-what')}
        value={note}
        maxLength={NOTE_MOST}
        onChange={setNote}
      />
      <ErrorText text={message} />
      <Button busy={busy} disabled={!picture} onTap={send}>
        {t('my-standing.send')}
      </Button>
    </View>
  )
}
