/** A browser has no such button. */
export const hasPhoneButton = false
export const PhoneButton = () => null
