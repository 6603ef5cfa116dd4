import { Text, View } from '@tarojs/components'
import { LoginList } from '@/features/account/login/login-list'
import { PasskeyList } from '@/features/account/passkey/passkey-list'
import { PhoneNumberCard } from '@/features/account/person/phone-number-card'
import { useMe } from '@/features/account/person/store'
import { RecoveryCodeCard } from '@/features/account/recovery-code/recovery-code-card'
import { useRecoveryCodes } from '@/features/account/recovery-code/store'
import { CalendarFeed } from '@/features/notify/calendar/calendar-feed'
import { APP } from '@/platform/app/app-kind'
import { go, goToMine } from '@/platform/app/navigation'
import { hasCloudUrl } from '@/platform/network/address'
import { useLanguageChoice } from '@/platform/system/language'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { Segments } from '@/ui/fields/segments'
import { type Theme, useAppearance } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'

const THEMES: Theme[] = ['system', 'light', 'dark']

export default function Settings() {
  const { t } = useResidentWords()
  const now = useNow()
  const { theme, care, setTheme, setCare } = useAppearance()
  const { chosen, choose } = useLanguageChoice()
  const { me, logout } = useMe()
  const printing = useRecoveryCodes(({ codes }) => !!codes)
  // Who works here, and who was invited to a standing in a browser, may have joined with a passkey and recovery codes.
  const ownsKeys = me && (me.roles.length > 0 || (APP === 'h5' && me.person.standing.length > 0))
  const leave = async () => {
    await logout()
    goToMine()
  }
  return (
    <Screen title={t('mine.settings')} {...(printing ? { className: 'printing' } : {})}>
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
        <View className="card">
          <Touchable className="line" label={t('privacy.title')} onTap={() => go('/resident/pages/privacy/index')}>
            <View className="grow tight">
              <Text className="heading">{t('privacy.title')}</Text>
              <Text className="soft">{t('privacy.way')}</Text>
            </View>
            <Icon name="next" />
          </Touchable>
        </View>
        {me && (
          <View className="card">
            <Touchable
              className="line"
              label={t('my-standing.title')}
              onTap={() => go('/resident/pages/standing/index')}
            >
              <View className="grow tight">
                <Text className="heading">{t('my-standing.title')}</Text>
                <Text className="soft">{t('my-standing.way')}</Text>
              </View>
              <Icon name="next" />
            </Touchable>
          </View>
        )}
        {me && me.roles.length > 0 && (
          <View className="card">
            <Touchable className="line" label={t('role.mine-title')} onTap={() => go('/resident/pages/my-roles/index')}>
              <View className="grow tight">
                <Text className="heading">{t('role.mine-title')}</Text>
                <Text className="soft">{t('role.way')}</Text>
              </View>
              <Icon name="next" />
            </Touchable>
          </View>
        )}
        <PhoneNumberCard />
        {me && hasCloudUrl && <CalendarFeed />}
        {me && (
          <View className="card">
            <Touchable className="line" label={t('desk.title')} onTap={() => go('/resident/pages/login-code/index')}>
              <View className="grow tight">
                <Text className="heading">{t('desk.title')}</Text>
                <Text className="soft">{t('desk.way')}</Text>
              </View>
              <Icon name="next" />
            </Touchable>
          </View>
        )}
        {me && ownsKeys && <PasskeyList now={now} />}
        {me && ownsKeys && <RecoveryCodeCard />}
        {me && <LoginList now={now} />}
        {me && (
          <Button quiet onTap={leave}>
            {t('login.out', { name: me.person.name })}
          </Button>
        )}
      </View>
    </Screen>
  )
}
