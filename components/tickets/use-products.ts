"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { readProducts } from "@/lib/duty/browser/read-products";

/** Products change rarely. */
const FRESH = 10 * 60_000;

/** The products a ticket can be about, with their names in the reader's language; `nameOf` falls back to the code. */
export function useProducts() {
  const door = useDoor();
  const locale = useLocale();
  const { data = [], isError } = useQuery({
    queryKey: ["products"],
    queryFn: () => readProducts(door),
    staleTime: FRESH,
  });
  const products = data.map(({ code, nameEn, nameZh }) => ({
    code,
    name: locale === "zh-CN" ? nameZh : nameEn,
  }));
  return {
    products,
    isError,
    nameOf: (code: string) => products.find((product) => product.code === code)?.name ?? code,
  };
}
