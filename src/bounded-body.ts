/**
 * A response whose body has no more bytes than this, counted as they come in and once they are unpacked. Beyond them the connection is cut,
 * and whoever reads hears what `tooLong` says: what has no end must not fill the memory.
 */
export function boundedBody(response: Response, mostBytes: number, tooLong: () => Error): Response {
  const { body, status, statusText, headers } = response
  if (!body) return response
  const reader = body.getReader()
  let bytes = 0
  const counted = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        bytes += value.byteLength
        if (bytes <= mostBytes) return controller.enqueue(value)
        const error = tooLong()
        controller.error(error)
        await reader.cancel(error)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 }, // nothing is read that nobody asked for
  )
  return new Response(counted, { status, statusText, headers })
}
