/** What the API answers when it refuses: a sentence for a person, a word for a program. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly details: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(sentence);
  }

  /** The sentences for each field of a form; a field inside another is `outer.inner`. */
  get fields(): Record<string, string> {
    return this.code === "validation_failed" || this.code.endsWith("_taken") ? flat(this.details) : {};
  }
}

/** The shop cannot be reached from here. */
export class Unreachable extends Error {
  override name = "Unreachable";

  constructor() {
    super("The shop cannot be reached. Nothing was lost; try again when you are online.");
  }
}

/** What the body of a refusal says, as an error; whatever answered instead of our API gets a sentence of ours. */
export function refusal(body: unknown, response: Response): ApiError {
  const said = isRecord(body) ? body : {};
  return new ApiError(
    response.status,
    typeof said.code === "string" ? said.code : "unknown",
    typeof said.error === "string" ? said.error : "The shop did not answer as expected. Try again in a moment.",
    isRecord(said.details) ? said.details : {},
    typeof said.request_id === "string" ? said.request_id : response.headers.get("X-Request-ID"),
  );
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong.";
}

/** What is wrong with the one thing that was sent, in the server's words. */
export function saidOf(error: unknown): string {
  const [first] = error instanceof ApiError ? Object.values(error.fields) : [];
  return first ?? sentenceOf(error);
}

function flat(details: Record<string, unknown>, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, said]) => {
      if (Array.isArray(said)) return [[prefix + name, said.join(" ")]];
      if (isRecord(said)) return Object.entries(flat(said, `${prefix}${name}.`));
      return [[prefix + name, String(said)]];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
