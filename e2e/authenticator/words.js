// All the words of the app, as a person sees them.

import { words as enFirst } from "../../crates/authenticator/assets/words/en.js";
import { words as enPages } from "../../crates/authenticator/assets/words/en-pages.js";
import { words as nlFirst } from "../../crates/authenticator/assets/words/nl.js";
import { words as nlPages } from "../../crates/authenticator/assets/words/nl-pages.js";

export const en = { ...enFirst, ...enPages };
export const nl = { ...nlFirst, ...nlPages };
