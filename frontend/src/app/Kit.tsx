import "@mantine/core/styles/default-css-variables.css";
import { type CSSVariablesResolver, createTheme, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { useScheme } from "@/shared/scheme";

const theme = createTheme({
  primaryColor: "g",
  colors: {
    g: [
      "#E3F3F1",
      "#C7E7E3",
      "#9AD5CD",
      "#6BC2B7",
      "#3FB8A9",
      "#2BA092",
      "#148578",
      "#0F766E",
      "#0B5F59",
      "#084843",
    ],
  },
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  respectReducedMotion: true,
  fontFamily: "var(--font)",
});

// The kit wears our tokens, so that a scheme is changed in one place.
const COLOURS = {
  "--mantine-color-body": "var(--g-surface)",
  "--mantine-color-text": "var(--g-text)",
  "--mantine-color-dimmed": "var(--g-text-2)",
  "--mantine-color-placeholder": "var(--g-text-3)",
  "--mantine-color-default": "var(--g-surface)",
  "--mantine-color-default-color": "var(--g-text)",
  "--mantine-color-default-hover": "var(--g-sunken)",
  "--mantine-color-default-border": "var(--g-border-strong)",
  "--mantine-color-anchor": "var(--g-brand)",
  "--mantine-color-error": "var(--g-bad)",
  "--mantine-primary-color-contrast": "var(--g-on-brand)",
};
const resolver: CSSVariablesResolver = () => ({ variables: {}, light: COLOURS, dark: COLOURS });

/** The component kit, for the widgets with behaviour worth a library: palette, calendars, charts. Shoppers do not load it. */
export function Kit({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} forceColorScheme={useScheme()}>
      {children}
    </MantineProvider>
  );
}
