import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server for this page again every so many milliseconds: nobody tells it of what changes elsewhere. */
export function usePageRefresh(interval: number): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), interval);
    return () => clearInterval(timer);
  }, [router, interval]);
}
