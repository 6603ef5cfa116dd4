import { findCheckInCode, parseCheckInCode } from '@core/attendance/check-in-code'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { LoginNeeded } from '@/features/account/person/login-needed'
import { useMe } from '@/features/account/person/store'
import { needsLocation } from '@/features/attendance/check-in/check-in'
import { CheckedInCards } from '@/features/attendance/check-in/checked-in-cards'
import { useCheckIn } from '@/features/attendance/check-in/use-check-in'
import { go, goToMine } from '@/platform/app/navigation'
import { Scanner } from '@/platform/device/scanner'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { Banner } from '@/ui/feedback/banner'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { Screen } from '@/ui/layout/screen'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import '@/features/attendance/check-in/check-in.scss'

/** Check-in page; opened by a tap, by a code's URL (`code`), or by WeChat with the whole URL (`q`). */
export default function CheckInPage() {
  const words = useResidentWords()
  const { t } = words
  const { code: coded, q, booking } = useRouter().params
  const opened = findCheckInCode(coded ?? q ?? '')
  const known = useMe(({ me }) => !!me)
  const { code, outcome, busy, ask } = useCheckIn()
  const read = (text: string) => ask(findCheckInCode(text), booking)
  useEffect(() => {
    if (known && opened) read(opened)
  }, [known, opened])

  const refused = outcome?.state === 'refused' ? outcome.why.refusal : undefined
  const session = parseCheckInCode(code)?.session
  const seeSession = () => go(`/pages/session/index?id=${session}`)
  const seePass = () => (booking ? go(`/pages/booking/index?id=${booking}`) : goToMine())
  return (
    <Screen title={t('check-in.title')} className="check-in">
      <View className="stack">
        {!known ? (
          <LoginNeeded text={t('check-in.login-first')} action={t('check-in.login')} />
        ) : busy && outcome?.state !== 'done' ? (
          <>
            {needsLocation(code) && <Banner icon="place" text={t('check-in.placing')} />}
            <Skeleton count={1} label={t('check-in.asking')} />
          </>
        ) : outcome?.state === 'done' ? (
          <>
            <CheckedInCards answer={outcome.answer} busy={busy} onCame={(party) => ask(code, party)} />
            <Button quiet onTap={goToMine}>
              {t('check-in.mine')}
            </Button>
          </>
        ) : (
          <>
            {outcome ? (
              <View className="card not-in">
                <Icon name={outcome.state === 'no-signal' ? 'cloudless' : 'close'} />
                <ErrorText
                  text={outcome.state === 'no-signal' ? t('check-in.no-signal') : sayOutcome(words, outcome)}
                />
              </View>
            ) : (
              <Text className="heading">{t('check-in.how')}</Text>
            )}
            {refused === 'place-needed' && (
              <PermissionSettings permission="location" onAllowed={() => ask(code, booking)} />
            )}
            {(outcome?.state === 'no-signal' || refused === 'place-needed' || refused === 'too-far') && (
              <Button onTap={() => ask(code, booking)}>{t('offline.again')}</Button>
            )}
            <Scanner
              button={(does, onTap) => (
                <Button icon="scan" quiet={does === 'stop' || !!outcome} onTap={onTap}>
                  {t(does === 'stop' ? 'check-in.stop' : outcome ? 'check-in.again' : 'check-in.start')}
                </Button>
              )}
              refused={
                <>
                  <Text className="soft">{t('check-in.refused')}</Text>
                  <PermissionSettings permission="camera" />
                </>
              }
              label={t('check-in.camera')}
              onCode={read}
            />
            {refused === 'not-booked-here' ? (
              <Button quiet onTap={seeSession}>
                {t('check-in.session')}
              </Button>
            ) : (
              <Button quiet onTap={seePass}>
                {t('check-in.pass')}
              </Button>
            )}
          </>
        )}
      </View>
    </Screen>
  )
}
