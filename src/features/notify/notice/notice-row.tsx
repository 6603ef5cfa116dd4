import { clockOf, instant } from '@core/base/time'
import type { Notice } from '@core/notify/notice'
import { sayNotice } from '@core/notify/notice-text'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** One notice, with a link to its subject. */
export function NoticeRow({ notice, onTap }: { notice: Notice; onTap: (notice: Notice) => void }) {
  const { language, t } = useResidentWords()
  const text = sayNotice(language, notice)
  const at = clockOf(instant(notice.at))
  return (
    <Touchable
      className="line"
      label={[...(notice.read ? [] : [t('inbox.new')]), text, at].join('，')}
      onTap={() => onTap(notice)}
    >
      <View className="grow tight">
        <Text>{text}</Text>
        <View className="row small">
          {!notice.read && <Text className="red">{t('inbox.new')}</Text>}
          <Text className="soft figure">{[at, notice.stationName].filter(Boolean).join(' · ')}</Text>
        </View>
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
