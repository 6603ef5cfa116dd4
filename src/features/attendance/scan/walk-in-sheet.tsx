import type { DoorPack } from '@core/attendance/door-pack'
import { clockOf, HOUR, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/platform/network/cloud-clock'
import { Button } from '@/ui/buttons/button'
import { Segments } from '@/ui/fields/segments'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'

type Props = {
  pack: DoorPack
  /** The session of this door; without it, choose among those running or starting within the hour. */
  session: string | undefined
  onWalkIn: (session: DoorPack['sessions'][number], seats: number) => void
  onClose: () => void
}

const MAX_PEOPLE = 4

/** Walk-ins: how many, in one tap; and which session, when the door serves several. */
export function WalkInSheet({ pack, session, onWalkIn, onClose }: Props) {
  const { t } = useManagerWords()
  const now = cloudNow()
  const open = pack.sessions.filter(({ id, startsAt, endsAt }) =>
    session ? id === session : instant(startsAt) - HOUR <= now && now < instant(endsAt),
  )
  const [chosen, setChosen] = useState(open[0]?.id)
  const one = open.find(({ id }) => id === chosen)
  const name = ({ title, startsAt, left }: DoorPack['sessions'][number]) =>
    t('walk.left', { title, at: clockOf(instant(startsAt)), left })
  return (
    <BottomSheet title={t('walk.title')} onClose={onClose}>
      {open.length > 1 && (
        <Segments
          label={t('walk.which')}
          options={open.map((each) => ({ key: each.id, name: name(each) }))}
          on={chosen ?? ''}
          onChoose={setChosen}
        />
      )}
      {one && open.length === 1 && <Text>{name(one)}</Text>}
      {!one && <Text>{t('walk.none')}</Text>}
      {one && (
        <View className="row wrap">
          {Array.from({ length: MAX_PEOPLE }, (_, nth) => nth + 1).map((seats) => (
            <Button key={seats} quiet={seats > 1} onTap={() => onWalkIn(one, seats)}>
              {t('walk.people', { count: seats })}
            </Button>
          ))}
        </View>
      )}
    </BottomSheet>
  )
}
