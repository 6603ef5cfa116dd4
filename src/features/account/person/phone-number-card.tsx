import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { hasPhoneButton, PhoneButton } from '@/platform/wechat/phone-number-button'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { useMe } from './store'

/** My telephone number: given through WeChat's button, shown masked, removable at any time. It is optional. */
export function PhoneNumberCard() {
  const words = useResidentWords()
  const { t } = words
  const { me, givePhone, dropPhone } = useMe()
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const phone = me?.phone
  if (!me || (!phone && !hasPhoneButton)) return null
  const drop = async () => {
    setBusy(true)
    setMessage(sayOutcome(words, await dropPhone()))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('phone.title')}</Text>
      <Text className="soft">{t('phone.what')}</Text>
      {phone && <Text className="figure">{phone}</Text>}
      <PhoneButton
        onCode={async (code) => setMessage(sayOutcome(words, await givePhone(code)))}
        onNo={() => setMessage(t('phone.no'))}
      >
        {t(phone ? 'phone.other' : 'phone.give')}
      </PhoneButton>
      {phone && (
        <Button quiet busy={busy} onTap={drop}>
          {t('phone.drop')}
        </Button>
      )}
      <ErrorText text={message} />
    </View>
  )
}
