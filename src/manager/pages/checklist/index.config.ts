export default definePageConfig({ navigationBarTitleText: '开放前检查', enablePullDownRefresh: true })
