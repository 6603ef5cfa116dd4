import { may, type Role } from '@core/account/role'
import { metresBetween } from '@core/base/geo'
import type { Instant } from '@core/base/time'
import { STATION_NAME, type Station } from '@core/place/station'
import { DOOR_ACCURACY, type StationRequest, type StationWish } from '@core/place/station-change'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { locatePrecisely } from '@/platform/location/location'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { RequestState } from './request-state'
import { requestStationChange } from './store'

type Props = {
  station: Station
  requests: readonly StationRequest[]
  roles: readonly Role[]
  now: Instant
  onDone: () => void
}

/** Name and position of a station: what the street decides, and where one's wishes stand. */
export function WishForm({ station, requests, roles, now, onDone }: Props) {
  const words = useManagerWords()
  const { t } = words
  const decides = may(roles, 'approve', station)
  const [name, setName] = useState(station.name)
  const [busy, setBusy] = useState<StationWish['kind']>()
  const [message, setMessage] = useState('')
  const [noPlace, setNoPlace] = useState(false)
  const ask = async (wish: StationWish) => {
    setBusy(wish.kind)
    const outcome: CallOutcome = await requestStationChange(station.id, wish)
    setBusy(undefined)
    setMessage(sayOutcome(words, outcome))
    if (outcome.state === 'done') onDone()
  }
  const here = async () => {
    setBusy('position')
    setMessage('')
    const spot = await locatePrecisely()
    setBusy(undefined)
    const accuracy = spot?.accuracy
    setNoPlace(!spot)
    if (!spot || accuracy === undefined) return setMessage(t('wish.no-place'))
    // A browser on a computer tells hundreds of metres; the cloud judges the same figure.
    return ask({ kind: 'position', lat: round(spot.lat), lng: round(spot.lng), accuracy: Math.round(accuracy) })
  }
  return (
    <View className="stack">
      <Text className="heading">{t('wish.title')}</Text>
      <Text className="small soft">{t(decides ? 'wish.at-once' : 'wish.waits')}</Text>
      <TextField label={t('wish.name')} value={name} maxLength={STATION_NAME.most} onChange={setName} />
      <Button
        quiet
        busy={busy === 'name'}
        disabled={name.trim().length < STATION_NAME.least || name.trim() === station.name}
        onTap={() => ask({ kind: 'name', name: name.trim() })}
      >
        {t(decides ? 'wish.name-change' : 'wish.name-ask')}
      </Button>
      <Text className="small soft">{t(station.approximate ? 'wish.place-approximate' : 'wish.place-what')}</Text>
      <Text className="small soft">{t('wish.place-how', { within: DOOR_ACCURACY })}</Text>
      <Button quiet icon="place" busy={busy === 'position'} onTap={here}>
        {t('wish.place')}
      </Button>
      <ErrorText text={message} />
      {noPlace && <PermissionSettings permission="location" onAllowed={here} />}
      {requests.map((request) => (
        <View key={request.id} className="card">
          <RequestState
            request={request}
            now={now}
            metres={request.wish.kind === 'position' ? metresBetween(station, request.wish) : undefined}
          />
        </View>
      ))}
    </View>
  )
}

/** Six decimals: 0.1 m. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
