import type { Role } from '@core/account/role'
import { sayTitle } from '@core/account/role-words'
import { dayOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'
import type { PastHolder } from './store'

type Props = { past: readonly PastHolder[]; now: number; placeOf: (role: Role) => string }

/** Former role holders: until when, and who ended it. */
export function PastHolders({ past, now, placeOf }: Props) {
  const words = useManagerWords()
  const { t, language } = words
  const day = (at: string) => sayDay(words, dayOf(instant(at)), now)
  return (
    <View className="stack">
      <Text className="heading">{t('people.past')}</Text>
      <View className="card">
        {past.map(({ name, role, since, endedAt, endedBy }) => (
          <View key={`${name} ${role.role} ${endedAt}`} className="line">
            <View className="grow tight">
              <Text>{name || t('sheet.erased')}</Text>
              <Text className="small soft">
                {[
                  placeOf(role),
                  sayTitle(language, role.role),
                  since && t('people.since', { day: day(since) }),
                  endedBy
                    ? t('people.ended-by', { day: day(endedAt), by: endedBy })
                    : t('people.ended', { day: day(endedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </View>
          </View>
        ))}
      </View>
    </View>
  )
}
