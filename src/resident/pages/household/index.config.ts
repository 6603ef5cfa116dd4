export default definePageConfig({ navigationBarTitleText: '家人', enablePullDownRefresh: false })
