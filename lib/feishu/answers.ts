import { z } from "zod";
import { FeishuError } from "@/lib/feishu/feishu-error";

// zod drops what is not named here: answers may hold secrets (docs/feishu.md), and none is kept by accident.

const avatar = z
  .object({ avatar_240: z.string().optional(), avatar_origin: z.string().optional() })
  .nullish()
  .transform((urls) => urls?.avatar_240 ?? urls?.avatar_origin ?? null);

/** The token call. */
export const tokenAnswer = z.object({ tenant_access_token: z.string().min(1), expire: z.number() });

/** The customer's organization in Feishu. */
export const tenantAnswer = z
  .object({
    data: z.object({
      tenant: z.object({
        name: z.string(),
        display_id: z.string(),
        tenant_tag: z.number().int(),
        tenant_key: z.string().min(1),
        avatar,
      }),
    }),
  })
  .transform(({ data: { tenant } }) => ({
    name: tenant.name,
    displayId: tenant.display_id,
    /** 0 team edition, 2 personal edition. Whether it is the free one cannot be read. */
    tenantTag: tenant.tenant_tag,
    tenantKey: tenant.tenant_key,
    avatarUrl: tenant.avatar,
  }));

const absentOrEmpty = z
  .string()
  .nullish()
  .transform((id) => (id ? id : null));

/** The app as its developer console has it now. */
export const applicationAnswer = z
  .object({
    data: z.object({
      app: z.object({
        app_name: z.string().catch(""),
        status: z.number().int().catch(3),
        redirect_urls: z.array(z.string()).nullish(),
        online_version_id: absentOrEmpty,
        unaudit_version_id: absentOrEmpty,
        // Undocumented and perhaps never there; the rest of `security` and `secret` are not read.
        security: z
          .object({ h5_trusted_domains: z.array(z.string()).nullish() })
          .nullish()
          .catch(null),
      }),
    }),
  })
  .transform(({ data: { app } }) => ({
    name: app.app_name,
    /** 0 disabled, 1 enabled, 2 not yet enabled, 3 unknown. */
    status: app.status,
    redirectUrls: app.redirect_urls ?? [],
    onlineVersionId: app.online_version_id,
    versionInReviewId: app.unaudit_version_id,
    /** null when Feishu does not tell. */
    h5TrustedDomains: app.security?.h5_trusted_domains ?? null,
  }));

const versionObject = z
  .object({
    version_id: z.string().catch(""),
    version: z.string().catch(""),
    status: z.number().int().catch(0),
    ability: z
      .object({
        web_app: z.object({ pc_url: z.string().nullish(), mobile_url: z.string().nullish() }).nullish(),
      })
      .nullish(),
    remark: z
      .object({ visibility: z.object({ is_all: z.union([z.number(), z.boolean()]) }).nullish() })
      .nullish()
      .catch(null),
  })
  .transform(({ version_id: versionId, version, status, ability, remark }) => ({
    versionId,
    version,
    /** 1 approved, 2 rejected, 3 under review, 4 not submitted. */
    status,
    /** null when the version has no web app; each link is empty when it is not filled in. */
    webApp: ability?.web_app
      ? { desktopUrl: ability.web_app.pc_url ?? "", mobileUrl: ability.web_app.mobile_url ?? "" }
      : null,
    /** Whether the range it was submitted with is everybody; the administrator can narrow it later. Null when not told. */
    isForAll: remark?.visibility ? Boolean(remark.visibility.is_all) : null,
  }));

/** What one version froze when it was submitted. */
export const versionAnswer = z
  .object({ data: z.object({ app_version: versionObject }) })
  .transform(({ data }) => data.app_version);

/** The newest versions, newest first. */
export const versionsAnswer = z
  .object({ data: z.object({ items: z.array(versionObject).nullish() }) })
  .transform(({ data }) => data.items ?? []);

/** Who of those asked about may use the app. */
export const visibilityAnswer = z
  .object({
    data: z.object({
      user_visibility_list: z
        .array(
          z.object({
            user_id: z.string(),
            in_white_list: z.boolean().catch(false),
            in_black_list: z.boolean().catch(false),
            in_paid_list: z.boolean().catch(false),
          }),
        )
        .nullish(),
    }),
  })
  .transform(({ data }) =>
    (data.user_visibility_list ?? []).map((user) => ({
      openId: user.user_id,
      isListed: user.in_white_list || user.in_paid_list,
      isBlocked: user.in_black_list,
    })),
  );

/** The scopes the app declares for its own token, and whether each is granted. */
export const scopesAnswer = z
  .object({
    data: z.object({
      scopes: z
        .array(
          z.object({
            scope_name: z.string(),
            grant_status: z.number().int(),
            scope_type: z.string().optional(),
          }),
        )
        .nullish(),
    }),
  })
  .transform(({ data }) =>
    (data.scopes ?? [])
      .filter(({ scope_type: type }) => type === undefined || type === "tenant")
      .map((scope) => ({ name: scope.scope_name, granted: scope.grant_status === 1 })),
  );

/** The app's bot; the one answer without `data`. */
export const botAnswer = z
  .object({
    bot: z.object({
      activate_status: z.number().int(),
      app_name: z.string().catch(""),
      open_id: z.string().catch(""),
      ip_white_list: z.array(z.string()).nullish().catch(null),
    }),
  })
  .transform(({ bot }) => ({
    /** 2 is on; everything else is off in some way. */
    activateStatus: bot.activate_status,
    name: bot.app_name,
    openId: bot.open_id,
    ipAllowList: bot.ip_white_list ?? [],
  }));

/** A new card entity. */
export const cardAnswer = z
  .object({ data: z.object({ card_id: z.string().min(1) }) })
  .transform(({ data }) => data.card_id);

/** A delivered message. */
export const messageAnswer = z
  .object({
    data: z.object({ message_id: z.string().min(1), chat_id: z.string().nullish() }),
    log_id: z.string().nullish(),
  })
  .transform(({ data, log_id: logId }) => ({
    messageId: data.message_id,
    chatId: data.chat_id ?? null,
    logId: logId ?? null,
  }));

/** A call whose success says nothing more. */
export const emptyAnswer = z.object({}).transform(() => undefined);

/** The exchanged user token. */
export const userTokenAnswer = z
  .object({ access_token: z.string().min(1) })
  .transform((answer) => answer.access_token);

/** Who signed in. More fields come only with scopes we do not ask for. */
export const userInfoAnswer = z
  .object({
    data: z.object({
      open_id: z.string().min(1),
      union_id: z.string().catch(""),
      tenant_key: z.string().min(1),
      name: z.string().catch(""),
      en_name: z.string().catch(""),
      avatar_url: z.string().nullish().catch(null),
      avatar_middle: z.string().nullish().catch(null),
    }),
  })
  .transform(({ data: user }) => ({
    openId: user.open_id,
    unionId: user.union_id,
    tenantKey: user.tenant_key,
    name: user.name,
    enName: user.en_name,
    avatarUrl: user.avatar_middle ?? user.avatar_url ?? null,
  }));

export type FeishuTenant = z.output<typeof tenantAnswer>;
export type FeishuApplication = z.output<typeof applicationAnswer>;
export type FeishuVersion = z.output<typeof versionAnswer>;
export type FeishuVisibility = z.output<typeof visibilityAnswer>[number];
export type FeishuScope = z.output<typeof scopesAnswer>[number];
export type FeishuBot = z.output<typeof botAnswer>;
export type FeishuUser = z.output<typeof userInfoAnswer>;

/**
 * The part of an answer we use.
 *
 * @throws FeishuError of kind `not_json` naming the fields, never their values, when the answer has another form.
 */
export function understood<Schema extends z.ZodType>(
  schema: Schema,
  call: string,
  answer: unknown,
): z.output<Schema> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join(".")).join(" ");
  // A success was answered, so the effect may be there: asking again under the same uuid does no harm.
  throw new FeishuError({ call, kind: "not_json", failure: "retry_soon", hint: `fields ${fields}` });
}
