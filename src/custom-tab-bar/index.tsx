/** WeChat wants this file where a tab bar is custom; ours is drawn by ui/screen on every page alike. */
export default function Nothing() {
  return null
}
