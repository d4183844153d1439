import { BlockList, isIP } from 'node:net'

/** `docker --env-file` and some shells leave quotes around a value, where they are never meant. */
export const unquoted = (value: string) => /^(["'`“”„‘’«»])(.*)["'`“”„‘’«»]$/s.exec(value)?.[2]?.trim() ?? value

const SECRETS = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SUPABASE_SECRET_KEY', 'OPENAI_API_KEY']

/** What a value cannot be, whatever it is for. No secret is ever said. */
export function wrongForm(name: string, value: string): string[] {
  if (/^[“”„‘’«»]|[“”„‘’«»]$/.test(value))
    return [`${name} stands in curly quotes, which belong to its value. Take them away, or type straight ones.`]
  const bare = unquoted(value)
  if (bare === value && /^["'`]|["'`]$/.test(value))
    return [`${name} has a quotation mark on one side alone, which belongs to its value. Take it away.`]
  if (!SECRETS.includes(name)) return []
  if (/^(?:export |set )?[A-Z][A-Z\d_]+ ?= ?[^=]/i.test(bare))
    return [`${name} begins with a name and an =, as a line of .env does. Set it to what stands behind that.`]
  if (AN_EXAMPLE.test(bare)) return [`${name} holds an example in the place of a key. Copy your own.`]
  const [gap] = /…|\.\.\.|\*\*\*|•/.exec(bare) ?? []
  if (gap) return [`${name} is shortened: it holds “${gap}”, as pages show a key. Copy the whole one.`]
  const [strange] = /[^!-~]|["'`;,]$|^["'`;,]|\\(?:[nrt]?$|[nrt])/u.exec(bare) ?? []
  if (strange === undefined) return []
  const what = /\s/.test(strange) ? 'a space' : `“${strange}”`
  return [`${name} holds ${what}, which no key has. Copy it anew, with nothing before or after it.`]
}

/** What stands in documentation where a key belongs; not what people set where a server of their own wants any key at all. */
const AN_EXAMPLE =
  /^(?:sk-|xoxb-|xapp-|sb_secret_)$|^(?:sk-|xoxb-|xapp-|sb_secret_)?(?:<.+>|\[.+\]|\{\{.+\}\}|\$\{?\w+\}?|\$\(.+\)|%\w+%|(?:your|insert|paste|enter|replace|change)[\w-]*(?:key|token|secret|here|me|this))$|^(?:xoxb-|xapp-|sb_secret_)[x-]{3,}$/i

/** As undici takes it: with a name and a password that may be written as they are, and with no path. It leaves names to SOCKS 5 anyway. */
export function proxyAddress(value: string): string | undefined {
  const [, scheme = 'http', who, where = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:(.*)@)?([^@]*)$/is.exec(value) ?? []
  const protocol = scheme.toLowerCase().replace('socks5h', 'socks5')
  const given = who?.replace(/[^\w.~!$&'()*+,;=:%-]|%(?![\da-f]{2})/gi, encodeURIComponent)
  const address = `${protocol}://${given === undefined ? '' : `${given}@`}${where.replace(/[/?#\\].*$/s, '')}`
  return /^(https?|socks5?)$/.test(protocol) && URL.canParse(address) ? address : undefined
}

/** Pages of a project, and addresses of its parts, are easily taken for the address of the project. */
export function wrongProject(url: string): string | undefined {
  const looks = 'https://<project>.supabase.co'
  if (/^postgres(ql)?:/i.test(url))
    return `is a connection string, which is not needed. Take the address of the project: it looks like ${looks}.`
  if (!isWebAddress(url)) return `is not an address. It looks like ${looks}.`
  const { origin, protocol, hostname, port, pathname } = new URL(url)
  if (/^(app\.)?supabase\.(com|io)$/.test(hostname)) {
    const project = /\/project\/([a-z0-9]+)/.exec(pathname)?.[1]
    return `is a page of the dashboard. Set it to ${project ? `https://${project}.supabase.co` : looks}.`
  }
  if (hostname.endsWith('.pooler.supabase.com') || /^(?:5432|6543)$/.test(port))
    return `leads to the database’s own port, which is not needed. Take the address of the project: it looks like ${looks}.`
  if (isThisMachine(hostname) && /^5432[02-9]$/.test(port))
    // where its studio, its mail and its database are
    return `has the port of another part of Supabase. Set it to ${protocol}//${hostname}:54321.`
  const [, project] = /^(?:db\.)?([a-z0-9]+)\.supabase\.(?:co|com)$/.exec(hostname) ?? []
  const right = project ? `https://${project}.supabase.co` : origin
  if (project && (port !== '' || hostname !== `${project}.supabase.co`))
    return `names no project that there is. Set it to ${right}.`
  const [, inFront, part] =
    /^(.*?)\/((?:rest|auth|storage|realtime|functions|graphql)(?:\/v1)?)(?:\/|$)/.exec(pathname) ?? []
  if (part) return `ends in /${part}, which is added where it is needed. Set it to ${right}${inFront ?? ''}.`
  return undefined
}

export function isPublicKey(key: string): boolean {
  if (key.startsWith('sb_publishable_')) return true
  const [, payload = ''] = key.split('.')
  return Buffer.from(payload, 'base64url').toString().includes('"role":"anon"')
}

/** The address below which everything is asked, where a page shows it with what is asked there; or what is wrong with it. */
export function serverAddress(given: string | undefined, wrong: string[]): string | undefined {
  if (given === undefined || !isWebAddress(given)) return given
  const { origin, hostname, port, pathname, searchParams } = new URL(given)
  const names = [...searchParams.keys()]
  const isVersioned = /\/v\d/.test(pathname)
  const isAzure = /\.(?:openai|cognitiveservices)\.azure\.(?:com|us|cn)$/.test(hostname)
  if ((isAzure || names.includes('api-version')) && !isVersioned) {
    wrong.push(
      `OPENAI_BASE_URL is Azure’s older address, which wants an api-version. Set it to ${isAzure ? origin : 'https://<resource>.openai.azure.com'}/openai/v1, and COACH_MODEL to the name of the deployment.`,
    )
  } else if (names.some((name) => name !== 'api-version')) {
    wrong.push(
      'OPENAI_BASE_URL has a ? in it, and what follows is not sent. Leave it out: a key belongs into OPENAI_API_KEY.',
    )
  }
  const bare = given.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')
  const [, inFront, asked] = /^(.*)\/api(\/(?:chat|generate|tags|embed|embeddings))?$/.exec(bare) ?? []
  if (inFront !== undefined && (asked || port === '11434')) return `${inFront}/v1` // Ollama's own way of talking stands beside it
  const address = bare.replace(ENDPOINT, '')
  return address === bare && names.length === 0 ? given : address
}

/** What documentation often shows at the end of an address, and what is asked there by itself. */
const ENDPOINT = /\/(?:(?:chat\/)?completions?|responses|models|(?<=\/v\d\w*\/)(?:chat|messages|embeddings))$/

/** "localhost:8080" parses too, with localhost as its scheme. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

export function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  const version = isIP(bare)
  return version === 0 ? bare.toLowerCase() === 'localhost' : loopback.check(bare, version === 6 ? 'ipv6' : 'ipv4')
}
