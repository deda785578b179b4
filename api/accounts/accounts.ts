import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { ApiEnv } from "../context.ts";
import { problem } from "../errors.ts";
import { list_scenarios } from "../queries/scenario.ts";
import {
  add_account,
  add_one_time_link,
  any_account,
  count_attempt,
  demo_partner,
  end_sessions,
  forget_attempts,
  keep_secret,
  only_demo_data,
  set_password,
  take_one_time_link,
  viewer_of_link,
  viewer_of_token,
} from "../queries/sign_in.ts";
import type { OpenIdSettings } from "../settings.ts";
import type { Store } from "../store/open_store.ts";
import { local_administrator, type Viewer, type ViewerRole, visitor } from "../store/viewer.ts";
import { is_passed_on } from "./client_ip.ts";
import { LINK_COOKIE, TRY_COOKIE } from "./cookies.ts";
import { hash_token, make_token } from "./hash_token.ts";
import { OpenStreams } from "./open_streams.ts";
import { OPENID_PROVIDER, type SignInLibrary, sign_in_library } from "./sign_in_library.ts";

/** Who asks, and by what he is known. */
export interface Caller {
  readonly viewer: Viewer;
  readonly by: "session" | "token" | "link" | "try_out" | "nothing";
  /** What lets him in, as the store knows it: a session's id, or the hash of a token or link in hex; else empty. */
  readonly pass: string;
  /** What the token allows; null where it is no token. */
  readonly scope: "read" | "write" | null;
}

/** The roles that the demo lets one try without an account. */
export const try_roles = ["administrator", "planner", "utility_partner", "official", "visitor"] as const;

export interface AccountOptions {
  readonly authority_id: string;
  readonly public_url: string;
  /** Reached from this machine only: then whoever asks is the administrator while nobody has an account. */
  readonly only_here: boolean;
  readonly openid: OpenIdSettings | null;
  log(line: string): void;
}

const PASSWORD_LINK_HOURS = 72;
const FIRST_LINK_HOURS = 24;

/** Accounts, sessions, tokens and links of one store. Open with `open_accounts`. */
export class Accounts {
  private some_account = false;
  private looked_ms = 0;
  readonly open_streams: OpenStreams;
  constructor(
    private readonly store: Store,
    private readonly library: SignInLibrary,
    readonly options: AccountOptions,
  ) {
    this.open_streams = new OpenStreams(store, options.log);
  }

  /** Did nobody ever make an account, on a machine that only serves itself, and is it asked from there? */
  async try_out(c: Context): Promise<boolean> {
    if (!this.options.only_here || is_passed_on(c)) return false;
    return !(await this.any());
  }

  /** Was an account ever made? Asked again at most once a second: another process may make the first. */
  async any(): Promise<boolean> {
    if (this.some_account || Date.now() - this.looked_ms < 1000) return this.some_account;
    this.some_account = await any_account(this.store.sql);
    this.looked_ms = Date.now();
    return this.some_account;
  }

  /** Who asks. Throws `token_not_valid` for a token that is no good: never silently less than was meant. */
  async caller(c: Context<ApiEnv>): Promise<Caller> {
    const { authority_id } = this.options;
    const bearer = /^bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (bearer !== undefined) {
      const token_hash = hash_token(bearer.trim());
      const found = await viewer_of_token(this.store.sql, token_hash);
      if (!found) throw problem("token_not_valid", "The token is unknown, expired or withdrawn.");
      return { viewer: found.viewer, by: "token", pass: token_hash.toString("hex"), scope: found.scope };
    }
    if (await this.try_out(c)) return this.trying(c);
    if (getCookie(c, "straatlagen.session_token") !== undefined) {
      const found = await this.library.api.getSession({ headers: c.req.raw.headers });
      if (found && !found.user.closed_at) {
        const { id, name, authority_id, organisation_id, role } = found.user;
        const viewer = { id, name, authority_id, organisation_id, role: role as ViewerRole };
        return { viewer, by: "session", pass: found.session.id, scope: null };
      }
    }
    const link = getCookie(c, LINK_COOKIE);
    if (link !== undefined) {
      const token_hash = hash_token(link);
      const viewer = await viewer_of_link(this.store.sql, token_hash);
      if (viewer) return { viewer, by: "link", pass: token_hash.toString("hex"), scope: null };
    }
    return { viewer: visitor(authority_id), by: "nothing", pass: "", scope: null };
  }

  private async trying(c: Context<ApiEnv>): Promise<Caller> {
    const { authority_id } = this.options;
    const everything = local_administrator(authority_id);
    const role = try_roles.find((one) => one === getCookie(c, TRY_COOKIE));
    if (role === undefined || role === "administrator" || !(await this.demo()))
      return { viewer: everything, by: "try_out", pass: "", scope: null };
    if (role === "visitor") return { viewer: visitor(authority_id), by: "try_out", pass: "", scope: null };
    const partner = role === "utility_partner" ? await demo_partner(this.store.sql, authority_id) : null;
    const organisation_id = partner ?? everything.organisation_id;
    const viewer = { id: `demo_${role}`, authority_id, organisation_id, role };
    return { viewer, by: "try_out", pass: "", scope: null };
  }

  /** Does the store hold the demo alone? */
  demo(): Promise<boolean> {
    return only_demo_data(this.store.sql);
  }

  /** Signs in with a password; the cookies to give. The same answer and about the same time whether the person exists or not. */
  async sign_in(email: string, password: string, ip: string): Promise<readonly string[]> {
    const who = email.toLowerCase();
    const keys = [`${who} ${ip}`, `ip ${ip}`, `person ${who}`] as const;
    const allowed = await Promise.all([
      count_attempt(this.store.sql, keys[0], 10, 900),
      count_attempt(this.store.sql, keys[1], 50, 900),
      count_attempt(this.store.sql, keys[2], 100, 3600),
    ]);
    if (allowed.includes(false))
      throw problem("too_many_attempts", "Expected fewer attempts to sign in. Wait a quarter of an hour.", {
        headers: { "retry-after": "900" },
      });
    const headers = new Headers({ origin: this.options.public_url });
    let answer: { headers: Headers; response: { user: object } };
    try {
      answer = await this.library.api.signInEmail({
        body: { email: who, password },
        headers,
        returnHeaders: true,
      });
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === undefined) throw error;
      throw problem("sign_in_refused", "The e-mail address or the password is not right.");
    }
    if ((answer.response.user as { closed_at?: Date | null }).closed_at)
      throw problem("sign_in_refused", "The e-mail address or the password is not right.");
    await forget_attempts(this.store.sql, keys[0]);
    await forget_attempts(this.store.sql, keys[2]);
    return answer.headers.getSetCookie();
  }

  /** Ends this session; the cookies to take back. */
  async sign_out(c: Context<ApiEnv>): Promise<readonly string[]> {
    const answer = await this.library.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  }

  sign_out_everywhere(account_id: string): Promise<void> {
    return end_sessions(this.store.sql, account_id);
  }

  /** The address of the provider to go to, and the cookies that the way back needs. */
  async start_openid(): Promise<{ address: string; cookies: readonly string[] }> {
    const answer = await this.library.api.signInSocial({
      body: {
        provider: OPENID_PROVIDER,
        callbackURL: `${this.options.public_url}/`,
        errorCallbackURL: `${this.options.public_url}/sign_in`,
        disableRedirect: true,
      },
      headers: new Headers({ origin: this.options.public_url }),
      returnHeaders: true,
    });
    return { address: answer.response.url as string, cookies: answer.headers.getSetCookie() };
  }

  /** The scenario that a resident's link shares; throws `link_not_valid` where it is no good. */
  async open_link(token_hash: Buffer): Promise<number> {
    const viewer = await viewer_of_link(this.store.sql, token_hash);
    if (!viewer) throw problem("link_not_valid", "The link is unknown, was taken back, or is too old.");
    const [scenario] = await this.store.as_viewer(viewer, (sql) => list_scenarios(sql));
    if (!scenario) throw problem("link_not_valid", "What the link shared is gone.");
    return scenario.id;
  }

  /** The way back from the provider. */
  openid_callback(request: Request): Promise<Response> {
    return this.library.handler(request);
  }

  /** Makes a person's account without a password, and the one-time link that sets it. */
  async invite(of: Omit<Parameters<typeof add_account>[1], "id">): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    if (!(await add_account(this.store.sql, { ...of, id })))
      throw problem("email_taken", "There is an account with this e-mail address already.");
    this.some_account = true;
    return { id, token: await this.password_link(id) };
  }

  /** A link with which somebody sets a new password, once. */
  async password_link(account_id: string): Promise<string> {
    const token = make_token("password");
    const token_hash = hash_token(token);
    await add_one_time_link(this.store.sql, {
      token_hash,
      kind: "password",
      account_id,
      hours: PASSWORD_LINK_HOURS,
    });
    return token;
  }

  /** A link that makes the first administrator; null where there are accounts. */
  async first_administrator_link(): Promise<string | null> {
    if (await any_account(this.store.sql)) return null;
    const token = make_token("first");
    const token_hash = hash_token(token);
    await add_one_time_link(this.store.sql, {
      token_hash,
      kind: "first_administrator",
      account_id: null,
      hours: FIRST_LINK_HOURS,
    });
    return token;
  }

  /** Makes the first administrator with the link printed at the start. */
  async make_first_administrator(of: {
    token: string;
    name: string;
    email: string;
    password: string;
  }): Promise<void> {
    const hash = await this.hash(of.password);
    await this.use_link(of.token, "first_administrator");
    const { authority_id, organisation_id } = local_administrator(this.options.authority_id);
    const account = {
      id: randomUUID(),
      authority_id,
      organisation_id,
      role: "administrator" as const,
      name: of.name,
      email: of.email,
    };
    if (!(await add_account(this.store.sql, account, true)))
      throw problem("link_not_valid", "The first administrator was made already: sign in.");
    await set_password(this.store.sql, account.id, hash);
    this.some_account = true;
  }

  /** Sets a password with a one-time link; every session of the account ends. */
  async set_password_by_link(token: string, password: string): Promise<void> {
    const hash = await this.hash(password);
    const { account_id } = await this.use_link(token, "password");
    await set_password(this.store.sql, account_id as string, hash);
  }

  /** Changes a password that is known; every session of the account ends. */
  async change_password(c: Context<ApiEnv>, current: string, next: string): Promise<void> {
    const { viewer } = c.var;
    if (!(await count_attempt(this.store.sql, `change ${viewer.id}`, 10, 900)))
      throw problem("too_many_attempts", "Expected fewer attempts. Wait a quarter of an hour.");
    try {
      await this.library.api.verifyPassword({ body: { password: current }, headers: c.req.raw.headers });
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === undefined) throw error;
      throw problem("sign_in_refused", "The present password is not right.");
    }
    await set_password(this.store.sql, viewer.id, await this.hash(next));
  }

  private async hash(password: string): Promise<string> {
    return (await this.library.$context).password.hash(password);
  }

  private async use_link(token: string, kind: "first_administrator" | "password") {
    const used = await take_one_time_link(this.store.sql, hash_token(token), kind);
    if (!used)
      throw problem("link_not_valid", "The link is unknown, was used, or is too old. Ask for another.");
    return used;
  }
}

/** Opens the accounts of a store. */
export async function open_accounts(store: Store, options: AccountOptions): Promise<Accounts> {
  const secret = await keep_secret(store.sql, randomBytes(32).toString("base64url"));
  const { public_url, openid, log } = options;
  return new Accounts(store, sign_in_library(store.sql, { secret, public_url, openid, log }), options);
}
