import { Button, Text } from '@tarojs/components'
import type { ReactNode } from 'react'

type Props = {
  /** The button's text. */
  children: string
  /** Receives a code for the phone number: single use, valid for five minutes. */
  onCode: (code: string) => void
  /** The person declined. */
  onNo: () => void
}

export const hasPhoneButton: boolean = true

/** WeChat's own button: nothing else may ask for a telephone number, and it asks the person itself. */
export function PhoneButton({ children, onCode, onNo }: Props): ReactNode {
  return (
    <Button
      className="button quiet"
      hoverClass="pressed"
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => {
        const { code } = detail as { code?: string }
        if (code) onCode(code)
        else onNo()
      }}
    >
      <Text>{children}</Text>
    </Button>
  )
}
