export default definePageConfig({ navigationBarTitleText: '照看的人', enablePullDownRefresh: false })
