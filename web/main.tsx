import "@fontsource/source-sans-3/latin-400.css";
import "@fontsource/source-sans-3/latin-600.css";
import "@fontsource/source-sans-3/latin-700.css";
import "./ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Problem } from "./client.ts";
import { LocaleProvider } from "./text/locale.tsx";
import { Starting } from "./ui/starting.tsx";

const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is tried again: a refusal stays a refusal.
      retry: (count, error) =>
        count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <NuqsAdapter>
        <LocaleProvider>
          <Starting>
            <App />
          </Starting>
        </LocaleProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  </StrictMode>,
);
