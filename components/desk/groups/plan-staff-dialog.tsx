"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { changePlanStaffAction } from "@/lib/channels/actions";
import { readTamCandidates, tamCandidatesKey } from "@/lib/channels/browser/service-queries";
import type { ServedPlanView, StaffNameView } from "@/lib/channels/contract";

const nobody: StaffNameView[] = [];

type PlanStaffDialogProps = {
  me: string;
  customer: string;
  /** Whose; undefined while it is closed. */
  plan: ServedPlanView | undefined;
  onClose: () => void;
};

/** Who looks after a plan from now on. */
export function PlanStaffDialog({ me, customer, plan, onClose }: PlanStaffDialogProps) {
  const t = useTranslations("deskGroups.staff");
  return (
    <Dialog open={plan !== undefined} title={t("title", { customer })} onClose={onClose}>
      {plan && <PlanStaffForm me={me} plan={plan} onDone={onClose} />}
    </Dialog>
  );
}

type PlanStaffFormProps = { me: string; plan: ServedPlanView; onDone: () => void };

function PlanStaffForm({ me, plan, onDone }: PlanStaffFormProps) {
  const t = useTranslations("deskGroups");
  const { stepUp, stepUpDialog } = useStepUp("staff");
  const { run, refusal, isPending } = useAction(
    (input: Parameters<typeof changePlanStaffAction>[0]) => stepUp(() => changePlanStaffAction(input)),
    onDone,
  );
  const [tamId, setTamId] = useState(plan.tam?.personId ?? "");
  const [deputyId, setDeputyId] = useState(plan.deputy?.personId ?? "");
  const { data: candidates = nobody, isError } = useQuery({
    queryKey: tamCandidatesKey,
    queryFn: readTamCandidates,
  });
  const options = optionsOf(plan, candidates);
  const handsOver = plan.tam?.personId === me && tamId !== me;

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ planId: plan.id, tamId, deputyId: deputyId === "" ? null : deputyId });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <p className="text-ink-muted">{t("staff.text")}</p>
        <SelectField
          label={t("plan.tam")}
          required
          value={tamId}
          onChange={(event) => setTamId(event.target.value)}
          options={[...(plan.tam ? [] : [{ value: "", label: t("staff.choose") }]), ...options]}
          data-first-focus
        />
        <SelectField
          label={t("plan.deputy")}
          value={deputyId}
          onChange={(event) => setDeputyId(event.target.value)}
          options={[{ value: "", label: t("staff.none") }, ...options]}
        />
        {isError && <Banner tone="warning">{t("staff.loadFailed")}</Banner>}
        {handsOver && <p className="text-warning-ink">{t("staff.handOver")}</p>}
        <RefusalBanner refusal={refusal} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" size="large" busy={isPending}>
            {t("staff.save")}
          </Button>
        </div>
      </form>
      {stepUpDialog}
    </>
  );
}

/** Who is named already can stay, whoever named them. */
function optionsOf({ tam, deputy }: ServedPlanView, candidates: readonly StaffNameView[]) {
  const named = [tam, deputy].filter((person) => person !== null);
  const all = new Map([...candidates, ...named].map((person) => [person.personId, person.name]));
  return [...all].map(([value, label]) => ({ value, label }));
}
