import { findWall, wallOf } from '@core/attendance/check-in-code'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { useMe } from '@/features/account/person/store'
import { asksPlace } from '@/features/attendance/check-in/check-in'
import { Arrived } from '@/features/attendance/check-in/checked-in-cards'
import { useCheckIn } from '@/features/attendance/check-in/use-check-in'
import { Scanner } from '@/platform/device/scanner'
import { Action } from '@/ui/buttons/button'
import { Sign } from '@/ui/buttons/icon'
import { Notice } from '@/ui/feedback/banner'
import { Said } from '@/ui/feedback/error-text'
import { Bones } from '@/ui/feedback/skeleton'
import { Screen } from '@/ui/layout/screen'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import '@/features/attendance/check-in/check-in.scss'

const login = () => Taro.navigateTo({ url: '/pages/login/index' })
const mine = () => Taro.switchTab({ url: '/pages/mine/index' })

/** Opened by a tap, by the address in a code (`code`), or by WeChat with that whole address (`q`). */
export default function CheckInPage() {
  const words = useMoreWords()
  const { t } = words
  const { code: coded, q, booking } = useRouter().params
  const opened = findWall(coded ?? q ?? '')
  const known = useMe(({ me }) => !!me)
  const { code, outcome, busy, ask } = useCheckIn()
  const read = (text: string) => ask(findWall(text), booking)
  useEffect(() => {
    if (known && opened) read(opened)
  }, [known, opened])

  const refused = outcome?.state === 'refused' ? outcome.why.refusal : undefined
  const session = wallOf(code)?.session
  const seeSession = () => Taro.navigateTo({ url: `/pages/session/index?id=${session}` })
  const seePass = () => (booking ? Taro.navigateTo({ url: `/pages/booking/index?id=${booking}` }) : mine())
  return (
    <Screen title={t('check-in.title')} className="check-in">
      <View className="stack">
        {!known ? (
          <>
            <Text className="heading">{t('check-in.login-first')}</Text>
            <Action onTap={login}>{t('check-in.login')}</Action>
          </>
        ) : busy && outcome?.state !== 'done' ? (
          <>
            {asksPlace(code) && <Notice sign="place" text={t('check-in.placing')} />}
            <Bones count={1} label={t('check-in.asking')} />
          </>
        ) : outcome?.state === 'done' ? (
          <>
            <Arrived answer={outcome.answer} busy={busy} onCame={(party) => ask(code, party)} />
            <Action quiet onTap={mine}>
              {t('check-in.mine')}
            </Action>
          </>
        ) : (
          <>
            {outcome ? (
              <View className="card not-in">
                <Sign name={outcome.state === 'no-signal' ? 'cloudless' : 'close'} />
                <Said text={outcome.state === 'no-signal' ? t('check-in.no-signal') : sayOutcome(words, outcome)} />
              </View>
            ) : (
              <Text className="heading">{t('check-in.how')}</Text>
            )}
            {(outcome?.state === 'no-signal' || refused === 'place-needed' || refused === 'too-far') && (
              <Action onTap={() => ask(code, booking)}>{t('offline.again')}</Action>
            )}
            <Scanner
              button={(does, onTap) => (
                <Action sign="scan" quiet={does === 'stop' || !!outcome} onTap={onTap}>
                  {t(does === 'stop' ? 'check-in.stop' : outcome ? 'check-in.again' : 'check-in.start')}
                </Action>
              )}
              refused={<Text className="soft">{t('check-in.refused')}</Text>}
              label={t('check-in.camera')}
              onCode={read}
            />
            {refused === 'not-booked-here' ? (
              <Action quiet onTap={seeSession}>
                {t('check-in.session')}
              </Action>
            ) : (
              <Action quiet onTap={seePass}>
                {t('check-in.pass')}
              </Action>
            )}
          </>
        )}
      </View>
    </Screen>
  )
}
