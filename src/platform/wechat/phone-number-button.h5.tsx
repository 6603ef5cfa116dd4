export const hasPhoneButton = false
/** A browser has no such button. */
export const PhoneButton = () => null
