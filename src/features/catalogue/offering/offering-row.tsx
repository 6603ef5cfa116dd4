import type { Offering } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayRecurrence, sayTemplateHours } from './recurrence-text'

/** Times shown in a row; the offering's page has the rest. */
const SHOWN = 3

/** One offering of a station: name, kind and times. */
export function OfferingRow({ offering, onTap }: { offering: Offering; onTap: (id: string) => void }) {
  const words = useManagerWords()
  const { t } = words
  const times = offering.templates.map(
    (template) => `${sayRecurrence(words, template.rrule)} ${sayTemplateHours(words, template)}`,
  )
  const more = times.length > SHOWN ? [t('offering.more-times', { count: times.length - SHOWN })] : []
  const said = times.length ? [...times.slice(0, SHOWN), ...more].join('；') : t('template.none')
  const kind = t(`offering.${offering.kind}`)
  return (
    <Touchable className="card row" label={`${offering.title}，${kind}，${said}`} onTap={() => onTap(offering.id)}>
      <View className="grow tight">
        <View className="row between">
          <Text className="heading">{offering.title}</Text>
          <Text className="small soft">{kind}</Text>
        </View>
        <Text className="small soft figure">{said}</Text>
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
