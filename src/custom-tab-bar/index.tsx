/** Placeholder that WeChat requires for a custom tab bar; the visible one is ui/layout/tab-bar. */
export default function Nothing() {
  return null
}
