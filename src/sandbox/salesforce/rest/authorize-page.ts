export interface SignInUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
}

/** Where somebody chooses whom to sign in as. */
export function authorizePage(organization: string, users: readonly SignInUser[]): string {
  const options = users.map(
    ({ id, name, username }) =>
      `<option value="${escape(id)}">${escape(name)} – ${escape(username)}</option>`,
  );
  return frame(
    'Sign in to the local Salesforce',
    `<p>${escape(organization)}. Nobody's password is asked for: choose who you are.</p>
<form method="post">
<label for="user">User</label>
<select id="user" name="user" size="10" required>${options.join('')}</select>
<button>Sign in</button>
</form>
<form method="post"><input type="hidden" name="user" value="deny"><button class="plain">Deny</button></form>`,
  );
}

export function complaintPage(problem: string): string {
  return frame('The local Salesforce cannot let you sign in', `<p>${escape(problem)}</p>`);
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { margin: 0; background: #eef4ff; color: #181818; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 8vh auto 2rem; padding: 1.5rem 2rem 2rem; background: #fff; border: 1px solid #c9c9c9; border-radius: 8px }
h1 { font-size: 1.3rem; margin: 0 0 1rem } label { display: block; font-weight: 600 }
select { width: 100%; font: inherit; padding: .25rem; margin: .25rem 0 1rem; box-sizing: border-box }
button { font: inherit; font-weight: 600; width: 100%; padding: .7rem; border-radius: 6px; border: 1px solid #0b5cab; background: #0b5cab; color: #fff }
button.plain { background: #fff; color: #0b5cab; margin-top: .75rem }
@media (max-width: 34rem) { main { margin: 0; border: 0; border-radius: 0; min-height: 100vh; box-sizing: border-box } }
</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
