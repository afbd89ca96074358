"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import type { PrincipalAct } from "@/components/console/principals/principal-dialogs";
import { Badge } from "@/components/ui/badge";
import { Menu } from "@/components/ui/menu";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { PrincipalView } from "@/lib/accounts/contract";

type PrincipalRowProps = {
  principal: PrincipalView;
  /** Whether it is who looks at the page, or the role they act under. */
  isMe: boolean;
  onBegin: (act: PrincipalAct) => void;
};

/** One who acts for the account: what they may do, how they sign in, and what can be done about it. */
export function PrincipalRow({ principal, isMe, onBegin }: PrincipalRowProps) {
  const t = useTranslations("principals");
  const { name, kind, signInName, isDisabled } = principal;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_minmax(10rem,14rem)_2.25rem]">
      <div className={isDisabled ? "min-w-0 text-ink-muted" : "min-w-0"}>
        <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
          <bdi className="min-w-0 break-all">{signInName ?? name}</bdi>
          {isMe && (
            <span className="text-sm font-normal text-ink-muted">
              ({t(kind === "ram_role" ? "yourRole" : "you")})
            </span>
          )}
        </p>
        <p className="text-sm text-ink-muted">{t(`kind.${kind}`)}</p>
      </div>
      <div className="col-span-2 row-start-2 flex min-w-0 flex-col gap-1 lg:col-span-1 lg:row-start-auto">
        <Permissions principal={principal} />
        <Grants principal={principal} />
      </div>
      <SignIn principal={principal} />
      {principal.mayManage && <Actions principal={principal} onBegin={onBegin} />}
    </li>
  );
}

function Permissions({ principal: { kind, isDisabled, permissions } }: { principal: PrincipalView }) {
  const t = useTranslations("principals");
  return (
    <p className="flex flex-wrap gap-1">
      {isDisabled && <Badge tone="danger">{t("disabled")}</Badge>}
      {kind === "primary" && <Badge tone="accent">{t("all")}</Badge>}
      {kind !== "primary" && permissions.length === 0 && <Badge>{t("nothing")}</Badge>}
      {kind !== "primary" &&
        permissions.map((permission) => <Badge key={permission}>{t(`permission.${permission}`)}</Badge>)}
    </p>
  );
}

function Grants({ principal: { kind, grants } }: { principal: PrincipalView }) {
  const t = useTranslations("principals");
  const names = grants.join(", ");
  if (grants.length === 0)
    return kind === "ram_role" && <p className="text-sm text-ink-muted">{t("assumedByNobody")}</p>;
  return (
    <p className="text-sm break-words text-ink-muted">
      {t(kind === "ram_role" ? "assumedBy" : "mayAssume", { names })}
    </p>
  );
}

function SignIn({ principal: { kind, signedInAt, hasSecondFactor } }: { principal: PrincipalView }) {
  const t = useTranslations("principals");
  const isKnown = useHydrated();
  const isRole = kind === "ram_role";
  return (
    <div className="col-span-2 min-w-0 text-sm text-ink-muted lg:col-span-1">
      <p className="min-h-5">
        {signedInAt === null
          ? t(isRole ? "signIn.neverAssumed" : "signIn.never")
          : isKnown && t(isRole ? "signIn.assumed" : "signIn.at", { at: new Date(signedInAt) })}
      </p>
      {!isRole && (
        <p className={hasSecondFactor ? "text-success-ink" : undefined}>
          {t(hasSecondFactor ? "factor.set" : "factor.none")}
        </p>
      )}
    </div>
  );
}

function Actions({ principal, onBegin }: Pick<PrincipalRowProps, "principal" | "onBegin">) {
  const t = useTranslations("principals.actions");
  const { kind, name, hasSecondFactor, isDisabled } = principal;
  const item = (act: PrincipalAct, label: string, danger = false) => ({
    id: act,
    label,
    danger,
    onSelect: () => onBegin(act),
  });
  const isUser = kind === "ram_user";
  const items = [
    item("permissions", t("permissions")),
    item("grants", t(isUser ? "grants" : "users")),
    ...(isUser ? [item("password", t("password"))] : []),
    ...(hasSecondFactor ? [item("factor", t("factor"))] : []),
    isDisabled ? item("enable", t("enable")) : item("disable", t("disable"), true),
  ];
  return (
    <div className="col-start-2 row-start-1 lg:col-start-auto lg:row-start-auto">
      <Menu
        label={t("label", { name })}
        trigger={<Ellipsis aria-hidden="true" className="size-4" />}
        groups={[{ id: "actions", items }]}
      />
    </div>
  );
}
