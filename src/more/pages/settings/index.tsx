import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { CalendarFeed } from '@/features/booking/calendar-feed'
import { useMe } from '@/features/person/store'
import { Action } from '@/ui/action'
import { type Theme, useLook } from '@/ui/look'
import { Screen } from '@/ui/screen'
import { Segments } from '@/ui/segments'
import { useLanguageChoice } from '@/words/language'
import { useMoreWords } from '@/words/more/use-more-words'

const THEMES: Theme[] = ['system', 'light', 'dark']

export default function Settings() {
  const { t } = useMoreWords()
  const { theme, care, setTheme, setCare } = useLook()
  const { chosen, choose } = useLanguageChoice()
  const { me, logout } = useMe()
  const leave = async () => {
    await logout()
    Taro.switchTab({ url: '/pages/mine/index' })
  }
  return (
    <Screen title={t('mine.settings')}>
      <View className="stack">
        <View className="card stack">
          <Text className="heading">{t('look.care')}</Text>
          <Text className="soft">{t('look.care-what')}</Text>
          <Segments
            label={t('look.care')}
            on={care ? 'on' : 'off'}
            onChoose={(key) => setCare(key === 'on')}
            options={[
              { key: 'off', name: t('look.off') },
              { key: 'on', name: t('look.on') },
            ]}
          />
        </View>
        <View className="card stack">
          <Text className="heading">{t('look.theme')}</Text>
          <Segments
            label={t('look.theme')}
            on={theme}
            onChoose={setTheme}
            options={THEMES.map((key) => ({ key, name: t(`theme.${key}`) }))}
          />
        </View>
        <View className="card stack">
          <Text className="heading">{t('look.language')}</Text>
          <Segments
            label={t('look.language')}
            on={chosen}
            onChoose={choose}
            options={[
              { key: 'system', name: t('theme.system') },
              { key: 'zh-hans', name: '简体' },
              { key: 'zh-hant', name: '繁體' },
              { key: 'en', name: 'English' },
            ]}
          />
        </View>
        {me && <CalendarFeed />}
        {me && (
          <Action quiet onTap={leave}>
            {t('login.out', { name: me.person.name })}
          </Action>
        )}
      </View>
    </Screen>
  )
}
