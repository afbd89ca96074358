import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, buttonStyle, type ButtonVariant } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";

type ButtonLinkProps = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize };

/** A link that looks like a button, for steps that lead to another page. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classNames(buttonStyle(variant, size), className)} />;
}
