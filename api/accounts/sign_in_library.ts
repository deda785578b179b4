import { betterAuth } from "better-auth";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { PostgresJSDialect } from "kysely-postgres-js";
import type postgres from "postgres";
import type { OpenIdSettings } from "../settings.ts";

/** How long a browser stays signed in without being used. */
const SESSION_S = 7 * 24 * 3600;

/** The id of the one OpenID Connect provider in addresses and in `account_method`. */
export const OPENID_PROVIDER = "openid";

const dates = { createdAt: "created_at", updatedAt: "updated_at" } as const;

/**
 * The sign-in library over the store's own connection, told our tables and columns. It hashes passwords
 * (scrypt), keeps sessions and speaks OpenID Connect; nobody makes an account for himself with it.
 */
export function sign_in_library(
  sql: postgres.Sql,
  of: { secret: string; public_url: string; openid: OpenIdSettings | null; log(line: string): void },
) {
  return betterAuth({
    appName: "Straatlagen",
    secret: of.secret,
    baseURL: of.public_url,
    basePath: "/api/auth",
    database: { dialect: new PostgresJSDialect({ postgres: sql as never }), type: "postgres" },
    telemetry: { enabled: false },
    // Messages name people: what went wrong is answered, not logged.
    logger: { level: "error", log: (_level, message) => of.log(`sign-in: ${message}`) },
    user: {
      modelName: "account",
      fields: { emailVerified: "email_verified", ...dates },
      additionalFields: {
        authority_id: { type: "string", input: false, required: true },
        organisation_id: { type: "string", input: false, required: true },
        role: { type: "string", input: false, required: true },
        closed_at: { type: "date", input: false, required: false },
      },
    },
    account: {
      modelName: "account_method",
      fields: {
        userId: "account_id",
        providerId: "provider_id",
        accountId: "subject",
        password: "password_hash",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires",
        refreshTokenExpiresAt: "refresh_token_expires",
        ...dates,
      },
      // Whoever an administrator has named by e-mail is let in when the provider says that the address is confirmed.
      accountLinking: {
        enabled: true,
        requireLocalEmailVerified: false,
      },
    },
    session: {
      modelName: "session",
      fields: {
        userId: "account_id",
        expiresAt: "expires",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...dates,
      },
      expiresIn: SESSION_S,
      updateAge: 24 * 3600,
    },
    verification: { modelName: "sign_in_state", fields: { expiresAt: "expires", ...dates } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    // Counted in the store by ourselves, for every process and per person (see attempts.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "straatlagen",
      // `Secure` is added per request, where TLS ends in front of us (see cookies.ts).
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    plugins: of.openid
      ? [
          genericOAuth({
            config: [
              {
                providerId: OPENID_PROVIDER,
                discoveryUrl: `${of.openid.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
                clientId: of.openid.client_id,
                clientSecret: of.openid.client_secret,
                scopes: ["openid", "email", "profile"],
                pkce: true,
                requireIdTokenVerification: true,
                // An account is made by an administrator, never by signing in.
                disableSignUp: true,
                disableImplicitSignUp: true,
              },
            ],
          }),
        ]
      : [],
  });
}

export type SignInLibrary = ReturnType<typeof sign_in_library>;
