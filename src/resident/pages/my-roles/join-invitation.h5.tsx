import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { NAME_INPUT_MOST, sayNameFault } from '@/features/account/person/name-check'
import { useMe } from '@/features/account/person/store'
import { OfferedRole } from '@/features/account/role/offered-role'
import { type RoleInvitation, seeInvitation } from '@/features/account/role/store'
import { goToLogin, goToMine } from '@/platform/app/navigation'
import { createPasskey, hasPasskeys } from '@/platform/device/webauthn'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'

type Props = {
  code: string
  now: number
  onBusy: (busy: boolean) => void
  onJoined: (codes: string[]) => void
}

export const canJoin: boolean = true

/** A role invitation for somebody without a login: their name, and a passkey where the browser and the address have one. */
export function JoinInvitation({ code, now, onBusy, onJoined }: Props) {
  const words = useResidentWords()
  const { t } = words
  const [invitation, setInvitation] = useState<CallOutcome<RoleInvitation>>()
  const [passkeys, setPasskeys] = useState(false)
  const [name, setName] = useState('')
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const look = () => seeInvitation(code).then(setInvitation)
  useEffect(() => {
    look()
    toOutcome(cloud('loginWays', {})).then((ways) =>
      setPasskeys(hasPasskeys() && ways.state === 'done' && ways.answer.passkey === true),
    )
  }, [code])

  /** The reason why nobody joined; empty where somebody did. */
  const join = async (withPasskey: boolean): Promise<string> => {
    const fault = sayNameFault(words, name)
    if (fault) return fault
    const joining = { code, name: name.trim() }
    if (!withPasskey) return finish(await useMe.getState().join(joining))
    const options = await toOutcome(cloud('joinOptions', { body: joining }))
    if (options.state !== 'done') return sayOutcome(words, options)
    const passkey = await createPasskey(options.answer)
    if (typeof passkey === 'string') return t(`passkey.${passkey}`)
    return finish(await useMe.getState().join({ ...joining, passkey }))
  }
  const finish = (done: CallOutcome<{ codes: string[] }>): string => {
    if (done.state === 'done') onJoined(done.answer.codes)
    return sayOutcome(words, done)
  }
  const tap = async (withPasskey: boolean) => {
    setBusy(true)
    onBusy(true)
    setMessage(await join(withPasskey))
    setBusy(false)
    onBusy(false)
  }

  if (!invitation) return <Skeleton count={2} label={t('loading')} />
  if (invitation.state !== 'done') {
    return (
      <View className="card stack">
        <ErrorText text={sayOutcome(words, invitation)} />
        {invitation.state === 'no-signal' && <Button onTap={look}>{t('offline.again')}</Button>}
        <Button quiet onTap={goToMine}>
          {t('role.mine')}
        </Button>
      </View>
    )
  }
  return (
    <>
      <View className="card stack">
        <OfferedRole invitation={invitation.answer} />
        <Text className="small soft">
          {t('role.until', { when: sayMoment(words, instant(invitation.answer.until), now) })}
        </Text>
      </View>
      <View className="card stack">
        <Text className="heading">{t('join.new')}</Text>
        <TextField
          label={t('login.name')}
          hint={t(invitation.answer.standing ? 'login.name-what' : 'join.name-what')}
          maxLength={NAME_INPUT_MOST}
          value={name}
          onChange={setName}
        />
        <ErrorText text={message} />
        {passkeys && (
          <>
            <Button busy={busy} disabled={!name.trim()} onTap={() => tap(true)}>
              {t('join.with-passkey')}
            </Button>
            <Text className="soft">{t('join.with-passkey-what')}</Text>
          </>
        )}
        <Button quiet={passkeys} busy={busy} disabled={!name.trim()} onTap={() => tap(false)}>
          {t('join.with-codes')}
        </Button>
        <Text className="soft">{t('join.with-codes-what')}</Text>
      </View>
      <View className="card stack">
        <Text className="heading">{t('join.known')}</Text>
        <Text className="soft">{t('join.known-what')}</Text>
        <Button quiet onTap={goToLogin}>
          {t('login.title')}
        </Button>
      </View>
    </>
  )
}
