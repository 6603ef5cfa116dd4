/** Nothing: only WeChat offers this button. */
export const PhoneButton = () => null
