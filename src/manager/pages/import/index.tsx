import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { ImportDownloads } from '@/features/district/import/downloads'
import { ImportDesk } from '@/features/district/import/import-desk'
import { PastImports } from '@/features/district/import/past-imports'
import { useImports } from '@/features/district/import/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { chooseFiles } from '@/platform/files/choose-files'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

export default function ImportPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const past = useImports((state) => state.past)
  useDidShow(() => {
    useImports.getState().load()
  })
  return (
    <ManagerScreen act="import" title={t('import.title')} wide>
      <View className="stack">
        <Text className="soft">{t('import.what')}</Text>
        {chooseFiles ? (
          <>
            <ImportDownloads />
            <ImportDesk />
          </>
        ) : (
          <Text>{t('import.at-computer')}</Text>
        )}
        <PastImports past={past ?? []} now={now} />
      </View>
    </ManagerScreen>
  )
}
