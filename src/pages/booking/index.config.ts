export default definePageConfig({ navigationBarTitleText: '凭证', enablePullDownRefresh: true })
