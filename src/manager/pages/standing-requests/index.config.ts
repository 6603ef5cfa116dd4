export default definePageConfig({ navigationBarTitleText: '身份申请', enablePullDownRefresh: true })
