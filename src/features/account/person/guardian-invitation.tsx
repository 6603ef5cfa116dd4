import { formatGuardianCode } from '@core/account/code/guardian-code'
import type { Person } from '@core/account/person'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { CopyButton } from '@/ui/actions/copy-button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'
import { GuardianCodeImage } from './guardian-code-image'
import { useMe } from './store'

/** Guardian invitation: the code, its purpose and its expiry. */
export function GuardianInvitation({ person, now }: { person: Person; now: number }) {
  const words = useResidentWords()
  const { t } = words
  const known = useMe(({ invitations }) => invitations[person.id])
  const valid = known && instant(known.until) > now ? known : undefined
  const [loaded, setLoaded] = useState<CallOutcome>()
  const ask = () => useMe.getState().inviteGuardian(person.id).then(setLoaded)
  useEffect(() => {
    if (!valid) ask()
  }, [person.id])
  if (!valid) return <LoadingState loaded={loaded} onAgain={ask} />
  const code = formatGuardianCode(valid.code)
  return (
    <View className="stack">
      <Text className="title figure" style="letter-spacing: 2px">
        {code}
      </Text>
      <Text>
        {t('household.invite-what', { name: person.name, when: sayMoment(words, instant(valid.until), now) })}
      </Text>
      <CopyButton text={code}>{t('household.copy')}</CopyButton>
      <GuardianCodeImage key={valid.code} code={valid.code} />
    </View>
  )
}
