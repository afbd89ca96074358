"use client";

import { UserRound } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu } from "@/components/ui/menu";
import { signOutPrincipalAction } from "@/lib/accounts/actions";
import type { ConsoleIdentityView } from "@/lib/accounts/contract";

const places = [
  { id: "overview", href: "/console", label: "myExpertService" },
  { id: "channels", href: "/console/channels", label: "channelManagement" },
  { id: "plan", href: "/console/plan", label: "supportPlan" },
  { id: "principals", href: "/console/principals", label: "principals" },
  { id: "activity", href: "/console/activity", label: "activityLog" },
  { id: "data", href: "/console/data", label: "data" },
  { id: "security", href: "/console/security", label: "security" },
] as const;

type ConsoleShellProps = {
  identity: ConsoleIdentityView;
  current: (typeof places)[number]["id"];
  title: ReactNode;
  /** At the right of the title: what can be done here. */
  actions?: ReactNode;
  children: ReactNode;
};

/** What stands around every page of the console: where one is, and who one is there. */
export function ConsoleShell({ identity, current, title, actions, children }: ConsoleShellProps) {
  const t = useTranslations("console");
  return (
    <div className="flex min-h-full flex-col bg-sunken">
      <ConsoleHeader identity={identity} />
      <div className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 md:flex-row md:gap-6 md:p-6">
        <nav aria-label={t("navigation")} className="shrink-0 md:w-48">
          <ul className="flex flex-wrap gap-1 md:flex-col">
            {places.map(({ id, href, label }) => (
              <li key={id}>
                <Link
                  href={href}
                  aria-current={id === current ? "page" : undefined}
                  className={classNames(
                    "flex min-h-9 items-center rounded-md px-3 whitespace-nowrap transition-colors pointer-coarse:min-h-10",
                    id === current
                      ? "bg-selected font-medium text-accent-ink"
                      : "text-ink-muted hover:bg-hover",
                  )}
                >
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <main className="min-w-0 flex-1 pb-16">
          <div className="mb-4 flex flex-wrap items-center gap-3">
            <h1 className="min-w-0 flex-1 text-xl font-semibold">{title}</h1>
            {actions}
          </div>
          {children}
        </main>
      </div>
    </div>
  );
}

function ConsoleHeader({ identity }: { identity: ConsoleIdentityView }) {
  const t = useTranslations("console");
  const tCommon = useTranslations("common");
  const { accountName, signInName, assumedRole } = identity;
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-canvas px-4 py-1">
      <p className="min-w-0 flex-1 truncate font-semibold">{t("deskName")}</p>
      <p className="order-last flex w-full min-w-0 items-center gap-2 text-sm text-ink-muted md:order-none md:w-auto">
        <span className="truncate">{accountName}</span>
        <span aria-hidden="true">·</span>
        <span className="truncate">{t("account.signedInAs", { name: signInName })}</span>
        {assumedRole && <Badge tone="accent">{t("account.assumedRole", { role: assumedRole.name })}</Badge>}
      </p>
      <Menu
        label={t("account.menu")}
        trigger={<UserRound aria-hidden="true" className="size-4" />}
        groups={usePreferenceGroups()}
      />
      <form action={signOutPrincipalAction}>
        <Button type="submit" variant="ghost">
          {tCommon("signOut")}
        </Button>
      </form>
    </header>
  );
}
