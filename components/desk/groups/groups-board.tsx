"use client";

import { Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { DoorProvider } from "@/components/app-shell/door-provider";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { customerColours } from "@/components/desk/customer-colours";
import { type BoundGroup, BoundNote } from "@/components/desk/groups/bound-note";
import { CustomerCard } from "@/components/desk/groups/customer-card";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/workstation/search-field";
import type { CustomersView } from "@/lib/channels/contract";

const REFRESH_MILLISECONDS = 60_000;
/** The page is the service team's, whatever stands in its dialogs. */
const staffDoor = { kind: "staff" } as const;

type GroupsBoardProps = { me: string; view: CustomersView; text: string; isFirstPage: boolean };

/** The groups page of the desk: the customers in reach, their plans and channels, and who asks for a service main group. */
export function GroupsBoard({ me, view, text, isFirstPage }: GroupsBoardProps) {
  const t = useTranslations("deskGroups");
  const router = useRouter();
  const address = useQueryState();
  const [bound, setBound] = useState<BoundGroup | null>(null);
  const { customers, next } = view;
  const colours = customerColours(
    customers.flatMap(({ channels }) => channels.map(({ organizationName }) => organizationName)),
  );

  usePageRefresh(REFRESH_MILLISECONDS);

  return (
    <DoorProvider door={staffDoor}>
      <DeskPage back={t("back")}>
        <main className="mx-auto flex w-full max-w-[72rem] flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
          <div className="flex flex-wrap items-end gap-3">
            <h1 className="min-w-0 flex-1 text-xl font-semibold">{t("title")}</h1>
            <div className="w-full sm:w-72">
              <SearchField
                label={t("search")}
                placeholder={t("searchPlaceholder")}
                value={text}
                onChange={(typed) =>
                  router.replace(address.addressWith({ text: typed === "" ? null : typed, after: null }))
                }
              />
            </div>
          </div>
          <BoundNote bound={bound} />
          {customers.length === 0 && <NoCustomers text={text} />}
          {customers.map((customer) => (
            <CustomerCard
              key={customer.accountId}
              me={me}
              customer={customer}
              colours={colours}
              onBound={setBound}
            />
          ))}
          <div className="flex flex-wrap justify-center gap-2">
            {!isFirstPage && (
              <ButtonLink href={address.addressWith({ after: null })}>{t("first")}</ButtonLink>
            )}
            {next !== null && (
              <ButtonLink href={address.addressWith({ after: next })}>{t("next")}</ButtonLink>
            )}
          </div>
        </main>
      </DeskPage>
    </DoorProvider>
  );
}

function NoCustomers({ text }: { text: string }) {
  const t = useTranslations("deskGroups");
  const kind = text === "" ? "empty" : "notFound";
  return (
    <EmptyState icon={<Users />} title={t(`${kind}Title`)}>
      {kind === "empty" ? t("emptyText") : t("notFoundText", { text })}
    </EmptyState>
  );
}
