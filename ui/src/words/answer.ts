import { t } from "./words.svelte";

/** What is said around an answer that is late or did not come. */
export const answerWords = () => ({ working: t("working"), failed: t("failed"), again: t("again") });
