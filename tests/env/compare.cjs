// Whether the library reads .env files as dotenv does: `node compare.cjs <reader> <folder> [seed]`.
// The folder holds node_modules; files are written to a temporary folder in it. Exit status 1 after a difference.
'use strict'
const fs = require('fs')
const path = require('path')
const { spawnSync } = require('child_process')

const [reader, folder, seed = '1'] = process.argv.slice(2)
const load = (name) => require(path.join(fs.realpathSync(folder), 'node_modules', name))
const peers = { 'dotenv 18': load('dotenv'), 'dotenv 17': load('dotenv-17') }
const random_texts = 20000
const random_chains = 200

let compared = 0
const differences = []

function run (words, options = {}) {
  const done = spawnSync(reader, words, { maxBuffer: 1 << 30, ...options })
  if (done.status !== 0) throw new Error(`${reader} ${words[0]}: ${done.error || done.stderr}`)
  return done.stdout.toString().trimEnd().split('\n').map((line) => {
    const [text, ...variables] = line.split('\t')
    return {
      text: Buffer.from(text, 'hex'),
      read: Object.fromEntries(variables.map((pair) => pair.split('=').map((hex) => Buffer.from(hex, 'hex').toString())))
    }
  })
}

const sorted = (object) => JSON.stringify(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))

function compare (what, text, ours, theirs) {
  ++compared
  if (sorted(ours) === sorted(theirs)) return
  differences.push(`${what}: ${JSON.stringify(text)}\n  virga  ${sorted(ours)}\n  dotenv ${sorted(theirs)}`)
}

// A generator of our own, so that a seed tells the texts (Park and Miller's).
let state = (Number(seed) % 2147483646) + 1
const below = (limit) => (state = (state * 48271) % 2147483647) % limit
const one_of = (list) => list[below(list.length)]

const pieces = [
  'A', 'B', 'C', '1', '_', '.', '-', 'é', '中', 'export', 'export ', 'A=', 'B=', 'C: ', '=', '=', ':', ': ', ' ', ' ', '\t', '\v', '\f',
  '\n', '\n', '\n', '\r', '\r\n', '#', ' #', '"', '"', "'", "'", '`', '`', '\\', '\\n', '\\r', '\\"', "\\'", '\\`', '\\\\', '$B', '${A}',
  '\u00a0', '\u2028', '\u2029', '\ufeff', '\u3000', '\u2003', '\u0085', '\u200b', '\0', '\x7f', ',', '?', '&', '%40', '{', '}'
]
function random_text () {
  let text = ''
  for (let count = 1 + below(below(4) === 0 ? 40 : 12); count > 0; --count) text += one_of(pieces)
  return text
}

const scratch = fs.mkdtempSync(path.join(folder, 'files-'))
try {
  const table = run(['table'])
  if (table.length < 60) throw new Error(`the table has ${table.length} texts only`)
  table.forEach(({ text, read }, index) => {
    const file = path.join(scratch, `${index}.env`)
    fs.writeFileSync(file, text)
    for (const [name, peer] of Object.entries(peers)) {
      compare(`table, ${name}`, text.toString(), read, peer.parse(fs.readFileSync(file)))
      const theirs = {}
      peer.config({ path: file, processEnv: theirs, quiet: true })
      compare(`file, ${name}`, text.toString(), run(['load', file], { env: {} })[0].read, theirs)
    }
  })

  const texts = Array.from({ length: random_texts }, random_text)
  const ours = run(['parse'], { input: texts.map((text) => Buffer.from(text).toString('hex') + '\n').join('') })
  texts.forEach((text, index) => {
    for (const [name, peer] of Object.entries(peers)) compare(`seed ${seed}, ${name}`, text, ours[index].read, peer.parse(text))
  })

  for (let count = 0; count < random_chains; ++count) {
    const files = ['.env.local', '.env', '.env.missing'].map((name) => path.join(scratch, name))
    for (const file of files.slice(0, 2)) {
      const text = Array.from({ length: 1 + below(6) }, () => one_of(['A', 'B', 'C', 'D', 'export A', 'export E']) + '=' + random_text())
      fs.writeFileSync(file, text.join('\n').replaceAll('\0', ''))
    }
    const before = Object.fromEntries(['A', 'B', 'E'].filter(() => below(3) === 0).map((name) => [name, one_of(['', 'set before'])]))
    const theirs = { ...before }
    peers['dotenv 18'].config({ path: files, processEnv: theirs, quiet: true })
    const text = files.slice(0, 2).map((file) => fs.readFileSync(file).toString())
    compare(`chain, seed ${seed}`, { before, text }, run(['load', ...files], { env: before })[0].read, theirs)
  }
} finally {
  fs.rmSync(scratch, { recursive: true })
}

for (const difference of differences.slice(0, 20)) console.log(difference)
console.log(`${compared} comparisons with dotenv, ${differences.length} differ (seed ${seed})`)
process.exit(differences.length === 0 ? 0 : 1)
