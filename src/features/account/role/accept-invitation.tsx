import { mayAnywhere } from '@core/account/role'
import { sayDepartment, sayDoes, sayTitle } from '@core/account/role-words'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Bones } from '@/ui/feedback/skeleton'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'
import { lookAt, type Offer as Offered, take } from './store'

const mine = () => Taro.switchTab({ url: '/pages/mine/index' })
const desk = () => Taro.redirectTo({ url: '/manager/pages/today/index' })
const agenda = () => Taro.switchTab({ url: '/pages/agenda/index' })
const household = () => Taro.navigateTo({ url: '/resident/pages/household/index' })

/** Somebody opened an invitation: who invites them to what, and then it is theirs. */
export function Offer({ code, now }: { code: string; now: number }) {
  const words = useMoreWords()
  const { t, language } = words
  const [seen, setSeen] = useState<Settled<Offered>>()
  const [taken, setTaken] = useState<Settled<Offered>>()
  const [busy, setBusy] = useState(false)
  const look = () => lookAt(code).then(setSeen)
  useEffect(() => {
    look()
  }, [code])
  if (!seen) return <Bones count={2} label={t('loading')} />
  const accept = async () => {
    setBusy(true)
    setTaken(await take(code))
    setBusy(false)
  }
  if (seen.state !== 'done') {
    return (
      <View className="card stack">
        <Said text={sayOutcome(words, seen)} />
        {seen.state === 'no-signal' && <Action onTap={look}>{t('offline.again')}</Action>}
        <Action quiet onTap={mine}>
          {t('role.mine')}
        </Action>
      </View>
    )
  }
  const { role, by, until } = seen.answer
  const place = role.role === 'department' ? sayDepartment(language, role.scope) : seen.answer.place
  const title = [place, sayTitle(language, role.role)].filter(Boolean).join(' · ')
  const done = taken?.state === 'done'
  const works = mayAnywhere([role], 'look')
  return (
    <View className="card stack">
      <Text className={done ? 'good' : 'soft'}>
        {t(done ? 'role.done' : by ? 'role.invites' : 'role.invited', { by })}
      </Text>
      <Text className="title">{title}</Text>
      <Text>{sayDoes(language, role.role)}</Text>
      {done ? (
        <Action onTap={works ? desk : agenda}>{t(works ? 'mine.manager' : 'role.agenda')}</Action>
      ) : (
        <>
          <Text className="small soft">{t('role.until', { when: sayMoment(words, instant(until), now) })}</Text>
          <Said text={sayOutcome(words, taken)} />
          {taken?.state === 'refused' && taken.why.refusal === 'name-needed' && (
            <Action onTap={household}>{t('role.name')}</Action>
          )}
          <Action busy={busy} onTap={accept}>
            {t('role.accept')}
          </Action>
          <Action quiet onTap={mine}>
            {t('role.not')}
          </Action>
        </>
      )}
    </View>
  )
}
