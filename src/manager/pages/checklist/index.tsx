import { stateOf } from '@core/account/checklist'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { FindingRow } from '@/features/account/checklist/finding-row'
import { useChecklist } from '@/features/account/checklist/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { go } from '@/platform/app/navigation'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Worst first, so that what has to be done is at the top. */
const STATES = ['bad', 'look', 'good'] as const

/** Checklist of the district before it opens; `npm run doctor` says the same on the server. */
export default function ChecklistPage() {
  const { t } = useManagerWords()
  const findings = useChecklist((state) => state.findings)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const load = () => useChecklist.getState().load().then(setLoaded)
  useDidShow(() => {
    load()
  })
  usePullDownRefresh(() => load().finally(() => Taro.stopPullDownRefresh()))
  const count = (state: string) => findings?.filter(({ found }) => stateOf(found) === state).length ?? 0
  return (
    <ManagerScreen act="oversee" title={t('checklist.title')}>
      <View className="stack">
        {!findings && <LoadingState loaded={loaded} onAgain={load} />}
        {findings && (
          <>
            <Text className="title">
              {count('bad') ? t('checklist.not-yet', { count: count('bad') }) : t('checklist.ready')}
            </Text>
            <Text className="soft">{t('checklist.what')}</Text>
            <View className="row wrap">
              <Button quiet slim onTap={() => go('/manager/pages/roles/index')}>
                {t('people.title')}
              </Button>
              <Button quiet slim onTap={() => go('/manager/pages/import/index')}>
                {t('import.title')}
              </Button>
              <Button quiet slim onTap={() => go('/resident/pages/settings/index')}>
                {t('checklist.settings')}
              </Button>
            </View>
            {STATES.filter((state) => count(state) > 0).map((state) => (
              <View key={state} className="card">
                <Text className="heading">{t(`checklist.${state}`)}</Text>
                {findings
                  .filter(({ found }) => stateOf(found) === state)
                  .map((finding) => (
                    <FindingRow key={finding.found} finding={finding} />
                  ))}
              </View>
            ))}
          </>
        )}
      </View>
    </ManagerScreen>
  )
}
