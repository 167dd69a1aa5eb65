/** What is asked after a conversation, where it stands in the thread. */
export const surveyStyles = `
.survey:focus { outline: 0; }
.survey .questions { display: grid; gap: 12px; }
.panel .survey [role=status] { margin: 0; }
.survey fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
.survey legend { padding: 0; font-size: 14px; font-weight: 500; }
.survey .scale { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 6px; }
.survey .scale label { position: relative; display: grid; place-items: center; min-width: 38px; min-height: 38px; padding: 4px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface); color: var(--ink); cursor: pointer; }
.panel .survey .scale input { position: absolute; inset: 0; width: 100%; height: 100%; min-height: 0; margin: 0; opacity: 0; cursor: pointer; }
.survey .scale :checked + span { font-weight: 700; text-decoration: underline; }
.survey .scale :has(:checked) { box-shadow: inset 0 0 0 2px; }
.survey .scale label:focus-within { outline: 2px solid var(--ink); outline-offset: 2px; }
.survey .row { display: flex; align-items: flex-start; gap: 10px; margin-top: 8px; font-weight: 400; }
.panel .survey .row input { flex: none; width: 20px; min-height: 0; height: 20px; margin: 1px 0 0; accent-color: var(--accent); }
.survey .ends { margin: 4px 0 0; color: var(--muted); font-size: 13px; }
`;
