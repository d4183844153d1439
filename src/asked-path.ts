/**
 * The path of a request as it is meant, whatever a proxy on the way made of it: without the host, a query, a slash at its end or one too many.
 */
export function askedPath({ url = '/' }: { url?: string | undefined }): string {
  const [path = ''] = url.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/)
  return `/${path.split('/').filter(Boolean).join('/')}`
}

/** Whether somebody asks how we are: a monitor asks with HEAD as well. */
export function asksHealth(request: { url?: string | undefined; method?: string | undefined }): boolean {
  return askedPath(request) === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')
}
