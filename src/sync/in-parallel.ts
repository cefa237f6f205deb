/** Runs `work` over all items, `limit` at a time; one that fails does not stop the others. Results keep the order. */
export async function inParallel<T, R>(
  items: readonly T[],
  { limit }: { readonly limit: number },
  work: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = (await Promise.allSettled([work(item)]))[0];
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
