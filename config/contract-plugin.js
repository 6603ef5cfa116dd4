// What the phone needs of a row of the contract is where it is asked, how, and whether twice: two thirds of the table are
// schemas and sentences that the cloud checks and tells by (core/contract/endpoints). They stay out of the app.
const { sep } = require('node:path')

const NOT_ON_THE_PHONE = new Set([
  'summary',
  'answer',
  'refusals',
  'params',
  'query',
  'who',
  'type',
  'limit',
  'personal',
  'immutable',
])
const ENDPOINTS = ['core', 'contract', 'endpoints', ''].join(sep)

const lean = ({ types: t }) => ({
  visitor: {
    // On Program, before Babel drops unused imports.
    Program(program) {
      program.traverse({
        CallExpression({ node: { callee, arguments: given } }) {
          const [endpoint] = given
          if (!t.isIdentifier(callee, { name: 'row' }) || !t.isObjectExpression(endpoint)) return
          endpoint.properties = endpoint.properties.filter(({ key }) => !NOT_ON_THE_PHONE.has(key?.name))
          for (const property of endpoint.properties) {
            // The client only checks whether there is a body.
            if (property.key?.name === 'body') property.value = t.booleanLiteral(true)
          }
        },
      })
      // Recompute bindings, so that imports used only by the removed properties are dropped.
      program.scope.crawl()
    },
  },
})

module.exports = { test: (file) => file?.includes(ENDPOINTS), plugins: [lean] }
