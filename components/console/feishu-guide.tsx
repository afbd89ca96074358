"use client";

import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useBrand } from "@/components/app-shell/app-providers";
import { CopyValue } from "@/components/console/copy-value";
import { APP_ID_PLACE, type ManualValues } from "@/lib/channels/contract";

type FeishuGuideProps = {
  values: ManualValues;
  openPlatformUrl: string;
  /** As far as it is typed; anything that cannot be part of an address stays out. */
  appId: string;
};

/** The manual's seven steps, with the exact value to copy at each. */
export function FeishuGuide({ values, openPlatformUrl, appId }: FeishuGuideProps) {
  const t = useTranslations("console.guide");
  const { vendorName } = useBrand();
  const typed = /^\w{1,64}$/.test(appId.trim()) ? appId.trim() : APP_ID_PLACE;
  const filledIn = (value: string) => value.replaceAll(APP_ID_PLACE, typed);
  return (
    <section aria-labelledby="guide" className="min-w-0 rounded-lg border bg-raised p-4">
      <h2 id="guide" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 text-ink-muted">{t("lead")}</p>
      <p className="mt-2">
        <a
          href={openPlatformUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1 text-accent-ink underline"
        >
          {t("openPlatform")}
          <ExternalLink aria-hidden="true" className="size-3.5" />
        </a>
      </p>
      <ol className="mt-4 flex flex-col gap-5">
        <Step title={t("step1.title")} text={t("step1.text", { vendor: vendorName })} />
        <Step title={t("step2.title")} text={t("step2.text")} />
        <Step title={t("step3.title")} text={t("step3.text")} />
        <Step title={t("step4.title")} text={t("step4.text")}>
          <CopyValue name={t("step4.homePage")} value={filledIn(values.homePage)} />
        </Step>
        <Step title={t("step5.title")} text={t("step5.text")}>
          <h4 className="font-medium">{t("step5.batch")}</h4>
          <p className="text-ink-muted">{t("step5.batchText")}</p>
          <CopyValue name={t("step5.scopes")} value={values.scopesJson} />
          <h4 className="font-medium">{t("step5.manual")}</h4>
          <p className="text-ink-muted">{t("step5.manualText")}</p>
          {values.scopes.map((scope) => (
            <CopyValue key={scope} name={scope} value={scope} />
          ))}
        </Step>
        <Step title={t("step6.title")} text={t("step6.text")}>
          {values.redirectUrls.map((url, index) => (
            <CopyValue key={url} name={t("step6.redirectUrl", { number: index + 1 })} value={filledIn(url)} />
          ))}
          <p className="text-sm text-ink-muted">{t("step6.trustedDomain")}</p>
          <CopyValue name={t("step6.trustedDomain")} value={values.trustedDomain} />
        </Step>
        <Step title={t("step7.title")} text={t("step7.text")} />
      </ol>
      <h3 className="mt-6 font-semibold">{t("faq.title")}</h3>
      <dl className="mt-2 flex flex-col gap-3">
        <Question title={t("faq.networkTitle")} text={t("faq.network")}>
          <CopyValue name={t("faq.networkTitle")} value={values.trustedDomain} />
        </Question>
        <Question title={t("faq.quotaTitle")} text={t("faq.quota")} />
      </dl>
    </section>
  );
}

function Question({ title, text, children }: StepProps) {
  return (
    <div className="flex flex-col gap-1">
      <dt className="font-medium">{title}</dt>
      <dd className="flex flex-col gap-2 text-ink-muted">
        {text}
        {children}
      </dd>
    </div>
  );
}

type StepProps = { title: string; text: string; children?: ReactNode };

function Step({ title, text, children }: StepProps) {
  return (
    <li className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-ink-muted">{text}</p>
      {children}
    </li>
  );
}
