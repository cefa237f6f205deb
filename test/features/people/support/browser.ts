/** A browser without a window: keeps cookies, goes where it is sent, and presses what a form has. */
export class PlainBrowser {
  readonly #cookies = new Map<string, string>();
  url = '';
  status = 0;
  body = '';

  async open(url: string): Promise<this> {
    return this.#go(url, { method: 'GET' });
  }

  /** Submits the form of the page it is on, as browsers do: with the origin of that page. */
  async submit(fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const { origin } = new URL(this.url);
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#go(this.url, { method: 'POST', headers, body: `${new URLSearchParams(fields)}` });
  }

  async #go(url: string, init: RequestInit): Promise<this> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      ...(cookie ? { cookie } : {}),
    };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next !== null) return this.#go(new URL(next, url).href, { method: 'GET' });
    this.url = url;
    this.status = response.status;
    this.body = await response.text();
    return this;
  }
}
