// Links between the Markdown files: finds those that lead nowhere.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const LINK = /\]\(([^)\s]+)\)/g
const HEADING = /^#+ (.*)$/gm
const CODE = /^```[\s\S]*?^```/gm

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading) =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')

const textOf = (path) => readFileSync(path, 'utf8').replace(CODE, '')
const anchorsOf = (path) => [...textOf(path).matchAll(HEADING)].map(([, heading]) => anchorOf(heading))

/** Relative links of the file whose file, or whose heading in it, does not exist; `root`: the repository's folder. */
export function findDeadLinks(root, file) {
  const links = [...textOf(join(root, file)).matchAll(LINK)].map(([, link]) => link)
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path, anchor] = link.split('#')
    const target = join(root, path ? normalize(join(dirname(file), path)) : file)
    if (!existsSync(target)) return true
    return anchor && target.endsWith('.md') && !anchorsOf(target).includes(decodeURIComponent(anchor))
  })
}
