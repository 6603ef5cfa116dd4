import { sayTitle } from '@core/account/role-words'
import { dayOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'
import type { RoleHolder } from './store'

type Props = {
  holder: RoleHolder
  /** The place, in lists that mix several places. */
  place: string
  now: number
  onEnd: () => void
}

/** One role holder: since when, and who invited them. */
export function RoleHolderRow({ holder, place, now, onEnd }: Props) {
  const words = useManagerWords()
  const { t, language } = words
  const { name, role, since, by, me } = holder
  const title = sayTitle(language, role.role)
  const known = [
    place,
    title,
    since && t('people.since', { day: sayDay(words, dayOf(instant(since)), now) }),
    by && t('people.by', { by }),
  ]
  return (
    <View className="line wrap">
      <View className="grow tight">
        <Text className="heading">{me ? t('people.me', { name }) : name}</Text>
        <Text className="small soft">{known.filter(Boolean).join(' · ')}</Text>
      </View>
      <Button quiet slim of={[name, place, title].filter(Boolean).join(' ')} onTap={onEnd}>
        {t(me ? 'people.lay-down' : 'people.end')}
      </Button>
    </View>
  )
}
