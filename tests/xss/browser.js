// browser.js FOLDER [STEP]: opens every STEPth page of the sites that
// tests/xss/make built in Chromium, without the policy of their pages, and lets
// whatever can run run: elements get the focus, a click and the pointer. Then
// the pages of two sites again with their policy, which must not be violated.
// Needs puppeteer-core (NODE_PATH). Prints one line for each fault.
'use strict'
const fs = require('fs')
const http = require('http')
const path = require('path')
const puppeteer = require('puppeteer-core')

const root = path.resolve(process.argv[2])
const step = Number(process.argv[3] || 1)
const faults = []
const types = {
  '.html': 'text/html; charset=utf-8', '.xml': 'application/xml',
  '.svg': 'image/svg+xml', '.css': 'text/css', '.json': 'application/json',
  '.csv': 'text/csv', '.gif': 'image/gif', '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8'
}

function fault (where, what) {
  if (faults.push(`${where}: ${what}`) <= 60) console.log(faults.at(-1))
}

// FOLDER/texts is served at its base path; only the files of one site at once.
function serve (state) {
  return http.createServer((request, response) => {
    let name = decodeURIComponent(request.url.split(/[?#]/)[0])
    if (name.endsWith('/')) name += 'index.html'
    const file = path.join(state.output, name.replace(/^\/base\//, '/'))
    if (!file.startsWith(state.output) || !fs.existsSync(file) ||
        !fs.statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': types[path.extname(file)] || 'application/octet-stream'
    })
    response.end(fs.readFileSync(file))
  })
}

function pagesOf (folder) {
  const found = []
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'media') found.push(...pagesOf(full))
    else if (/\.(html|xml|svg)$/.test(entry.name)) found.push(full)
  }
  return found.sort()
}

// Runs in the page: what a script of a payload would leave, and markup that
// only the browser sees.
function inspect () {
  const bad = []
  for (const e of document.querySelectorAll('*')) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) bad.push(`<${e.localName} ${a.name}>`)
    }
    for (const name of ['href', 'src', 'action', 'data']) {
      const value = typeof e[name] === 'string' ? e[name] : e.getAttribute(name)
      if (value && /^\s*(javascript|vbscript|data|blob|feed|view-source):/i.test(value)) {
        bad.push(`<${e.localName} ${name}=${value}>`)
      }
    }
    if (e.localName === 'script') {
      if (e.type !== 'application/ld+json') bad.push('a script')
      else {
        try { JSON.parse(e.textContent) } catch { bad.push('JSON-LD') }
      }
    }
    if (/^(iframe|object|embed|base|form|style|template|video|audio)$/.test(e.localName)) {
      bad.push(`<${e.localName}>`)
    }
  }
  return bad
}

function provoke () {
  const events = ['mouseover', 'mouseenter', 'focus', 'click', 'toggle']
  for (const e of document.querySelectorAll('body *')) {
    if (e.localName === 'a' || e.closest('a')) {
      e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
      continue
    }
    for (const name of events) e.dispatchEvent(new Event(name, { bubbles: true }))
  }
}

// A former address leads on at once: there is no page to look at.
async function follow (page, url, state) {
  state.ran = []
  await page.goto(url, { timeout: 20000 }).catch(() => {})
  await new Promise(resolve => setTimeout(resolve, 100))
  if (!page.url().startsWith('http://127.0.0.1:')) state.ran.push(`led to ${page.url()}`)
  for (const what of state.ran) fault(url, what)
  state.opened++
}

async function open (page, url, state) {
  state.ran = []
  try {
    const answer = await page.goto(url, { waitUntil: 'load', timeout: 20000 })
    if (answer && answer.status() !== 200) fault(url, `status ${answer.status()}`)
  } catch (e) {
    if (!/net::ERR_ABORTED/.test(e.message)) fault(url, e.message)
    return
  }
  if (url.endsWith('.html') || url.endsWith('/')) {
    for (const what of await page.evaluate(inspect)) fault(url, what)
    await page.evaluate(provoke)
  }
  if (await page.evaluate(() => window.__xss)) state.ran.push('a script ran')
  for (const what of state.ran) fault(url, what)
  state.opened++
}

async function openSite (browser, port, state, every, bypass) {
  const page = await browser.newPage()
  await page.setBypassCSP(bypass)
  await page.evaluateOnNewDocument(() => {
    for (const name of ['alert', 'confirm', 'prompt', 'msgbox']) {
      window[name] = () => { window.__xss = true }
    }
    document.addEventListener('securitypolicyviolation', e => {
      (window.__violations ||= []).push(`${e.violatedDirective} ${e.blockedURI}`)
    })
  })
  page.on('dialog', d => { state.ran.push('a dialog'); d.dismiss() })
  page.on('popup', () => state.ran.push('a window opened'))
  page.on('request', r => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:image)/.test(r.url())) {
      if (!/^https:\/\/site\.example/.test(r.url())) state.ran.push(`asked for ${r.url()}`)
    }
  })
  const files = pagesOf(state.output)
  for (let i = 0; i < files.length; i += every) {
    const name = path.relative(state.output, files[i])
      .split('/').map(encodeURIComponent).join('/').replace(/index\.html$/, '')
    const base = state.output.includes('/texts') ? '/base/' : '/'
    const url = `http://127.0.0.1:${port}${base}${name}`
    if (/http-equiv="refresh"/.test(fs.readFileSync(files[i], 'utf8'))) {
      await follow(page, url, state)
      continue
    }
    await open(page, url, state)
    if (!bypass) {
      const found = await page.evaluate(() => window.__violations || [])
      for (const what of found) fault(files[i], `policy: ${what}`)
    }
  }
  await page.close()
}

async function main () {
  const state = { output: '', ran: [], opened: 0 }
  const server = serve(state)
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
  })
  const { port } = server.address()
  const sites = [path.join(root, 'texts/output'),
    ...fs.readdirSync(path.join(root, 'words')).sort()
      .map(n => path.join(root, 'words', n, 'output'))]
  for (const site of sites) {
    state.output = site
    await openSite(browser, port, state, step, true)
  }
  const opened = state.opened
  for (const site of [sites[0], sites.at(-1)]) {
    state.output = site
    await openSite(browser, port, state, step * 5, false)
  }
  await browser.close()
  server.close()
  console.log(`${opened} pages opened without a policy, ` +
    `${state.opened - opened} with it, ${faults.length} faults`)
  process.exit(faults.length > 0 ? 1 : 0)
}

main().catch(e => { console.log(e.stack); process.exit(2) })
