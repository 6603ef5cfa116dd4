export default definePageConfig({ navigationBarTitleText: '停开一天', enablePullDownRefresh: false })
