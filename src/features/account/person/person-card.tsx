import type { Person } from '@core/account/person'
import { dayOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayDay } from '@/words/time-text'

type Props = { person: Person; now: number; onEdit: () => void; onInvite: () => void; onRemove: () => void }

/** One person of my household: stored data, consent, and whether there is another guardian. */
export function PersonCard({ person, now, onEdit, onInvite, onRemove }: Props) {
  const words = useResidentWords()
  const { t } = words
  const { name, relation, born, consent, shared, naming } = person
  return (
    <View className="card stack">
      <View className="tight">
        <View className="row between">
          <Text className="heading">{name}</Text>
          <Text className="soft">{t(`person.${relation}`)}</Text>
        </View>
        <Text className="small soft figure">{born ? t('person.born-in', { born }) : t('person.born-unknown')}</Text>
        {naming && <Text className={naming === 'held' ? 'small soft' : 'small red'}>{t(`household.${naming}`)}</Text>}
        {consent && (
          <Text className="small soft">
            {t('household.consent', {
              day: sayDay(words, dayOf(instant(consent.at)), now),
              what: consent.covers.map((one) => t(`household.covers-${one}`)).join(t('list.comma')),
            })}
          </Text>
        )}
        {shared && (
          <View className="row small good">
            <Icon name="mothers" />
            <Text>{t('household.shared')}</Text>
          </View>
        )}
      </View>
      <View className="row wrap">
        <Button quiet slim of={name} onTap={onEdit}>
          {t('person.mend')}
        </Button>
        {relation !== 'self' && (
          <>
            <Button quiet slim of={name} onTap={onInvite}>
              {t('household.invite')}
            </Button>
            <Button quiet slim of={name} onTap={onRemove}>
              {t('person.remove')}
            </Button>
          </>
        )}
      </View>
    </View>
  )
}
