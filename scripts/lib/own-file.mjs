// esbuild plugin: gives libraries that are loaded when they are needed a file of their own beside the bundle. A function's
// start does not read them, and CloudBase limits the size of one file.
import { build } from 'esbuild'

/** Libraries by how they are imported, with the name of their file. */
const LIBRARIES = { 'read-excel-file/node': 'read-excel-file', 'write-excel-file/node': 'write-excel-file' }
const FILTER = new RegExp(`^(${Object.keys(LIBRARIES).join('|')})$`)

export const ownFile = {
  name: 'own-file',
  setup: ({ onResolve }) =>
    onResolve({ filter: FILTER }, ({ path }) => ({ path: `./${LIBRARIES[path]}.js`, external: true })),
}

/** Writes the libraries’ files into the bundle’s folder. `common`: esbuild options without this plugin. */
export async function writeOwnFiles(folder, common) {
  for (const [path, name] of Object.entries(LIBRARIES))
    await build({
      ...common,
      stdin: { contents: `module.exports = require('${path}')`, resolveDir: '.', loader: 'js' },
      outfile: `${folder}/${name}.js`,
      format: 'cjs',
      minify: true,
      legalComments: 'none',
    })
}
