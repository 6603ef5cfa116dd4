import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useAppeals } from '@/features/appeal/store'
import { useMe } from '@/features/person/store'
import { Action } from '@/ui/action'
import { useDeskWords } from '@/words/desk/use-desk-words'

const open = (page: string, query = '') => Taro.navigateTo({ url: `/manager/pages/${page}/index${query}` })

/** What is done at the desk rather than at the door; at one `station`, where one is chosen. */
export function Desk({ station }: { station: string | undefined }) {
  const { t } = useDeskWords()
  const count = useAppeals(({ appeals }) => appeals?.length)
  const district = useMe(({ me }) => me?.roles.some(({ role }) => role === 'district'))
  return (
    <View className="row wrap">
      <Action quiet slim onTap={() => open('offerings')}>
        {t('manager.plan')}
      </Action>
      <Action quiet slim onTap={() => open('sheet', station && `?station=${station}`)}>
        {t('sheet.title')}
      </Action>
      <Action quiet slim onTap={() => open('closure')}>
        {t('manager.close')}
      </Action>
      <Action quiet slim onTap={() => open('appeals')}>
        {count ? t('manager.appeals-open', { count }) : t('manager.appeals')}
      </Action>
      {district && (
        <Action quiet slim onTap={() => open('dead')}>
          {t('dead.title')}
        </Action>
      )}
    </View>
  )
}
