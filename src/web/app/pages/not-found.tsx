import { PageTitle } from "../components/bits.tsx";
import { href } from "../route.ts";

export function NotFound({ what }: { readonly what: string }) {
  return (
    <article class="page">
      <PageTitle>Not in this report</PageTitle>
      <p class="lead">This report holds no {what}.</p>
      <p>
        <a href={href.overview}>All controls</a>
      </p>
    </article>
  );
}
