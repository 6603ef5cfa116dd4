export default definePageConfig({ navigationBarTitleText: '扫码', enablePullDownRefresh: false })
