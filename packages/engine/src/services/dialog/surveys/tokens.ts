import { createHash, randomBytes } from "node:crypto";
import { SURVEY_SECRET } from "@parley/protocol";

/** A token of 256 random bits. */
export const newSurveyToken = () => `${SURVEY_SECRET}${randomBytes(32).toString("base64url")}`;
/** What of it is stored: tokens are random, so that a fast hash without salt keeps them safe. */
export const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
