import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import type { Variant } from "./Button";
import css from "./Button.module.css";

interface Props extends ComponentProps<"a"> {
  variant?: Variant;
  size?: "small" | "normal" | "large";
  wide?: boolean;
}

/** A link that looks like a button, because it is the next thing to do. */
export const ButtonLink = createLink(
  ({ variant = "secondary", size = "normal", wide, className, ...rest }: Props) => (
    <a
      className={className ? `${css.button} ${className}` : css.button}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
      {...rest}
    />
  ),
);
