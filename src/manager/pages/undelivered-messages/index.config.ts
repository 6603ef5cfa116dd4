export default definePageConfig({ navigationBarTitleText: '未送达', enablePullDownRefresh: true })
