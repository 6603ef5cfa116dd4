export default definePageConfig({ navigationBarTitleText: '开始', enablePullDownRefresh: false })
