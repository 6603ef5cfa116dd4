import { type Act, mayAnywhere } from '@core/role'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useAppeals } from '@/features/appeal/store'
import { useMe } from '@/features/person/store'
import { Action } from '@/ui/action'
import { useDeskWords } from '@/words/desk/use-desk-words'

const open = (page: string, query = '') => Taro.navigateTo({ url: `/manager/pages/${page}/index${query}` })

/** What is done at the desk rather than at the door, as far as I may; at one `station`, where one is chosen. */
export function Desk({ station }: { station: string | undefined }) {
  const { t } = useDeskWords()
  const count = useAppeals(({ appeals }) => appeals?.length)
  const roles = useMe(({ me }) => me?.roles) ?? []
  const ways: [act: Act, page: string, name: string, query?: string][] = [
    ['plan', 'offerings', t('manager.plan')],
    ['attend', 'poster', t('poster.title'), station && `?station=${station}`],
    ['sheet', 'sheet', t('sheet.title'), station && `?station=${station}`],
    ['change', 'closure', t('manager.close')],
    ['appeal', 'appeals', count ? t('manager.appeals-open', { count }) : t('manager.appeals')],
    ['people', 'people', t('people.title')],
    ['oversee', 'dead', t('dead.title')],
    ['oversee', 'names', t('names.title')],
  ]
  const mine = ways.filter(([act]) => mayAnywhere(roles, act))
  if (mine.length === 0) return null
  return (
    <View className="row wrap">
      {mine.map(([, page, name, query]) => (
        <Action key={page} quiet slim onTap={() => open(page, query)}>
          {name}
        </Action>
      ))}
    </View>
  )
}
