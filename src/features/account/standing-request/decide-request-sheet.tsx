import { REFUSAL_MOST, type WaitingStandingRequest } from '@core/account/standing-request'
import type { Day } from '@core/base/time'
import { Image, Text } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { enlargePicture } from '@/platform/pictures/enlarge-picture'
import { type EncodedImage, useImagePath } from '@/platform/pictures/temporary-picture'
import { Button } from '@/ui/buttons/button'
import { Touchable } from '@/ui/buttons/touchable'
import { ErrorText } from '@/ui/feedback/error-text'
import { LoadingState } from '@/ui/feedback/loading-state'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { useWaitingRequests } from './waiting-store'
import './certificate.scss'

type Props = {
  request: WaitingStandingRequest
  /** The field of the last day, which is another feature's. */
  untilField: (until: Day | undefined, onChange: (until: Day | undefined) => void) => ReactNode
  onClose: () => void
}

/** One request with its picture: given until a day, or refused with a reason. The picture is deleted with either. */
export function DecideRequestSheet({ request, untilField, onClose }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { id, kind, note, name } = request
  const [picture, setPicture] = useState<EncodedImage>()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [until, setUntil] = useState<Day>()
  const [refusing, setRefusing] = useState(false)
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState<'yes' | 'no'>()
  const [outcome, setOutcome] = useState<CallOutcome>()
  const src = useImagePath(picture)
  const load = async () => {
    setLoaded(undefined)
    const found = await useWaitingRequests.getState().loadCertificate(id)
    if (found.state === 'done') setPicture(found.answer.picture)
    setLoaded(found)
  }
  useEffect(() => {
    load()
  }, [id])
  const decide = async (answer: 'yes' | 'no') => {
    setBusy(answer)
    const done = await useWaitingRequests
      .getState()
      .decide(
        id,
        answer === 'yes' ? { accept: true, ...(until ? { until } : {}) } : { accept: false, words: why.trim() },
      )
    setBusy(undefined)
    setOutcome(done)
    if (done.state === 'done') onClose()
  }
  const named = t(`standing.${kind}`)
  return (
    <BottomSheet title={[name || t('standing.nameless'), named].join(' · ')} onClose={onClose}>
      {src ? (
        <Touchable className="certificate" label={t('standing-request.enlarge')} onTap={() => enlargePicture(src)}>
          <Image className="certificate-image" src={src} mode="aspectFit" {...aria({ hidden: true })} />
        </Touchable>
      ) : (
        <LoadingState loaded={loaded} onAgain={load} />
      )}
      {note && <Text>{t('standing-request.note', { note })}</Text>}
      <Text className="small soft">{t('standing-request.deleted')}</Text>
      {refusing ? (
        <SuggestedField
          multiline
          label={t('standing-request.why')}
          hint={t('standing-request.why-what')}
          value={why}
          maxLength={REFUSAL_MOST}
          suggestions={[t('standing-request.why-blurred'), t('standing-request.why-other')]}
          onChange={setWhy}
        />
      ) : (
        untilField(until, setUntil)
      )}
      <ErrorText text={sayOutcome(words, outcome)} />
      {!refusing && (
        <Button busy={busy === 'yes'} disabled={!src} onTap={() => decide('yes')}>
          {t('standing-request.give', { standing: named })}
        </Button>
      )}
      <Button
        quiet
        busy={busy === 'no'}
        disabled={refusing && !why.trim()}
        onTap={() => (refusing ? decide('no') : setRefusing(true))}
      >
        {t('standing-request.refuse')}
      </Button>
      {refusing && (
        <Button quiet onTap={() => setRefusing(false)}>
          {t('people.not')}
        </Button>
      )}
    </BottomSheet>
  )
}
