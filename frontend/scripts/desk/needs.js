/** For what somebody is called earlier, as the server names it. */

export const NEEDS = ["elderly", "disabled", "pregnant", "toddler"];
