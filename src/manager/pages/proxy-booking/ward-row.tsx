import type { Person } from '@core/account/person'
import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { type ManagerWords, useManagerWords } from '@/words/manager/use-manager-words'

const TONE = {
  booked: 'small good figure',
  offered: 'small red',
  waiting: 'small soft',
  cancelled: 'small soft',
} as const

function sayBooked({ t }: ManagerWords, { status, code, drawAt }: Booking): string {
  if (status === 'booked') return t('proxy.booked', { last: code.slice(-4) })
  if (status === 'offered') return t('proxy.offered')
  return t(drawAt ? 'proxy.in-draw' : 'proxy.waiting')
}

type Props = {
  ward: Person
  /** An existing booking of this ward in this session. */
  booking?: Booking
  /** Why they cannot come; sometimes only the birth month is missing. */
  why?: string
  onTap: () => void
}

/** One ward. The birth month tells two people of the same name apart. */
export function WardRow({ ward, booking, why, onTap }: Props) {
  const words = useManagerWords()
  const { t } = words
  const born = ward.born && t('person.born-in', { born: ward.born })
  const state = booking ? sayBooked(words, booking) : why
  return (
    <Touchable
      className={why ? 'line gone' : 'line'}
      label={[ward.name, born, state].filter(Boolean).join('，')}
      onTap={onTap}
    >
      <View className="grow tight">
        <Text className="heading">{ward.name}</Text>
        {born && <Text className="small soft figure">{born}</Text>}
        {state && <Text className={TONE[booking?.status ?? 'waiting']}>{state}</Text>}
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
