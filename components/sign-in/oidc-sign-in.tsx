"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import { buttonStyle } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";
import type { OidcOfferView, SignInDoor, SignInNotice } from "@/lib/identity/contract";

type OidcSignInProps = {
  door: SignInDoor;
  /** Null where no provider is set up. */
  offer: OidcOfferView | null;
  notice: SignInNotice;
  returnTo: string;
};

function beginAddress(door: SignInDoor, returnTo: string, afresh: boolean): string {
  const query = new URLSearchParams({ returnTo, ...(afresh ? { afresh: "true" } : {}) });
  return `/${door === "staff" ? "desk" : "console"}/sign-in/oidc?${query.toString()}`;
}

/** The way in through an OpenID provider, and why the last try led nowhere. Plain links: they lead to another site. */
export function OidcSignIn({ door, offer, notice, returnTo }: OidcSignInProps) {
  const t = useTranslations("signIn.oidc");
  // Whom the provider knows already it would send here again.
  const asksAgain = notice.problem === "oidc_unknown";
  return (
    <>
      <OidcNotice notice={notice} />
      {offer && (
        <a
          href={beginAddress(door, returnTo, asksAgain)}
          className={classNames(buttonStyle("secondary", "large"), "w-full min-w-0")}
        >
          <span className="truncate">
            {asksAgain && t("another")}
            {!asksAgain && (offer.name === null ? t("unnamed") : t("button", { name: offer.name }))}
          </span>
        </a>
      )}
    </>
  );
}

function OidcNotice({ notice: { problem, request } }: { notice: SignInNotice }) {
  const t = useTranslations("errors.identity");
  const tCommon = useTranslations("common");
  if (problem === undefined) return null;
  return (
    <Banner tone="danger" className="mb-4">
      <p>{t(problem)}</p>
      {request !== undefined && <p className="mt-1 text-sm">{tCommon("requestId", { id: request })}</p>}
    </Banner>
  );
}

/** Between the way in through a provider and the password. */
export function OrDivider() {
  const t = useTranslations("signIn.oidc");
  return (
    <p className="my-4 flex items-center gap-3 text-sm text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {t("or")}
    </p>
  );
}
