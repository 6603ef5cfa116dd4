import { type Act, mayAnywhere } from '@core/account/role'
import { View } from '@tarojs/components'
import { useMe } from '@/features/account/person/store'
import { useAppeals } from '@/features/booking/strike/appeal-store'
import { go } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
import { useManagerWords } from '@/words/manager/use-manager-words'

const open = (page: string, query = '') => go(`/manager/pages/${page}/index${query}`)

/** Links to the manager pages I may use; for one `station`, if chosen. */
export function ManagerLinks({ station }: { station: string | undefined }) {
  const { t } = useManagerWords()
  const count = useAppeals(({ appeals }) => appeals?.length)
  const roles = useMe(({ me }) => me?.roles) ?? []
  const links: [act: Act, page: string, name: string, query?: string][] = [
    ['plan', 'offerings', t('manager.plan')],
    ['attend', 'poster', t('poster.title'), station && `?station=${station}`],
    ['sheet', 'day-report', t('sheet.title'), station && `?station=${station}`],
    ['edit', 'station', t('station-page.title'), station && `?station=${station}`],
    ['change', 'closing-day', t('manager.close')],
    ['appeal', 'appeals', count ? t('manager.appeals-open', { count }) : t('manager.appeals')],
    ['people', 'roles', t('people.title')],
    ['oversee', 'checklist', t('checklist.title')],
    ['approve', 'station-requests', t('wish.requests')],
    ['vouch', 'standings', t('standing.title')],
    ['oversee', 'undelivered-messages', t('dead.title')],
    ['oversee', 'name-review', t('names.title')],
    ['import', 'import', t('import.title')],
    ['import', 'holidays', t('holiday.title')],
  ]
  const mine = links.filter(([act]) => mayAnywhere(roles, act))
  if (mine.length === 0) return null
  return (
    <View className="row wrap">
      {mine.map(([, page, name, query]) => (
        <Button key={page} quiet slim onTap={() => open(page, query)}>
          {name}
        </Button>
      ))}
    </View>
  )
}
