import type { Context } from "hono";

/** Holds a resident's link once it was opened. */
export const LINK_COOKIE = "straatlagen_link";
/** The role that somebody tries out on the demo. */
export const TRY_COOKIE = "straatlagen_try_role";

/** Is this request's connection to the browser encrypted, here or by a proxy in front? */
export function behind_tls(c: Context, public_url: string): boolean {
  if (public_url.startsWith("https:")) return true;
  const forwarded = c.req.header("x-forwarded-proto")?.split(",")[0]?.trim();
  return forwarded === "https" || new URL(c.req.url).protocol === "https:";
}

/** A cookie that scripts cannot read and other sites cannot send along; `max_age_s` 0 takes it back. */
export function cookie_line(name: string, value: string, max_age_s: number): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${max_age_s}`;
}

/** Adds cookies to the answer, `Secure` where the connection is. */
export function give_cookies(c: Context, public_url: string, lines: readonly string[]): void {
  const secure = behind_tls(c, public_url);
  for (const line of lines)
    c.header("set-cookie", secure && !/;\s*secure/i.test(line) ? `${line}; Secure` : line, { append: true });
}
